import type { Outcome, StepRef } from '../../temporal/messages.ts';
import type { Came, Deed, Told } from '../deeds/index.ts';
import type { Status } from './folded.ts';

/** One writing of a step's row. */
export interface RowWrite extends StepRef {
  readonly is: 'row';
  readonly at: Date;
  readonly epoch: number;
  readonly seq: number;
  readonly status: Status;
  readonly why: string | null;
  readonly dueAt: Date | null;
  /** Goes with `dueAt`. */
  readonly dueEstimate: boolean | null;
  readonly normAt: Date | null;
  /** Attempts to reach the agency that ended so. */
  readonly attempts: number;
}

/** An attempt that settled nothing: enters the row where there is none, and counts. */
export type AttemptWrite = Omit<RowWrite, 'is'> & { readonly is: 'attempt' };

export type Write =
  | RowWrite
  | AttemptWrite
  /** "Not mine, theirs". */
  | (StepRef & { readonly is: 'agency'; readonly seq: number; readonly agency: string })
  /** The instants of an open step were reckoned anew; its row keeps its counter. */
  | (StepRef & {
      readonly is: 'instants';
      readonly at: Date;
      readonly seq: number;
      readonly dueAt: Date | null;
      readonly dueEstimate: boolean | null;
      readonly normAt: Date | null;
      readonly isPaused: boolean;
    })
  /** From then on the route goes by this version. */
  | { readonly is: 'law'; readonly seq: number; readonly version: string }
  /** Only the route's counter. */
  | { readonly is: 'counter'; readonly seq: number }
  | {
      readonly is: 'close';
      readonly at: Date;
      readonly seq: number;
      readonly outcome: Outcome;
      readonly reason: 'death' | null;
    };

/** What one result wrote in PostgreSQL. */
export function writesOf(deed: Deed): readonly Write[] {
  if (deed.is !== 'gave' || deed.told === null) return [];
  const { at, told } = deed;
  if (told.by === 'service') return ofCall(told, at, deed.call?.attempts ?? 1);
  if (told.by === 'change-law') return [{ is: 'law', seq: told.seq, version: told.version }];
  if (told.by === 'close-route') {
    const { seq, outcome, reason } = told;
    return [{ is: 'close', at, seq, outcome, reason }];
  }
  return ofEngine(told, at);
}

type OfEngine = Exclude<Told, { by: 'service' | 'change-law' | 'close-route' }>;

/** The engine's own writings always raise the route's counter. */
function ofEngine(told: OfEngine, at: Date): Write[] {
  if (told.by === 'record') return [...ofRecord(told, at), { is: 'counter', seq: told.seq }];
  const counter: Write = { is: 'counter', seq: told.of.seq };
  if (told.by === 'mend') return [counter];
  if (told.by === 'reckon') return told.is === 'reckoned' ? [reckoned(told, at), counter] : [];
  if (told.by !== 'open-step') return [...ofStored(told, at), counter];
  const { status, normAt } = told;
  return [row(at, told.of, { status, ...due(told), normAt: date(normAt) })];
}

/** Nothing is tried where there is no place or the breaker is open. */
function ofCall(came: Came, at: Date, attempts: number): Write[] {
  const { is, of } = came;
  if (is === 'settled') return [settled(came, at, attempts)];
  if (is === 'stopped' || is === 'skipped') return [row(at, of, { status: 'skipped', why: 'person-dead' })];
  if (is === 'accepted')
    return came.undo
      ? [{ is: 'counter', seq: of.seq }]
      : [row(at, of, { status: 'waiting-for-agency', attempts })];
  if (is === 'not-now' && came.because !== 'unavailable') return [];
  return [attempt(at, of, attempts), ...readdressed(came)];
}

/** An answer that was stored before: no attempt to reach an agency. */
function ofStored(came: Came, at: Date): Write[] {
  if (came.is === 'settled') return [settled(came, at, 0)];
  return came.is === 'readdressed' ? readdressed(came) : [];
}

function ofRecord({ seq, wrote, tasks }: Extract<Told, { by: 'record' }>, at: Date): Write[] {
  return wrote.map(({ status, why, ...of }) => {
    const task = tasks.find(({ step, instance }) => step === of.step && instance === of.instance);
    return row(at, { ...of, seq }, { status, why: why ?? null, ...(task && due(task)) });
  });
}

function settled({ of, end, code, undo }: Came, at: Date, attempts: number): RowWrite {
  return row(at, of, { status: undo ? 'undone' : (end ?? 'done'), why: code ?? null, attempts });
}

function reckoned(told: Extract<Told, { is: 'reckoned' }>, at: Date): Write {
  const { step, instance, seq } = told.of;
  const { normAt, isPaused } = told;
  return { is: 'instants', at, step, instance, seq, ...due(told), normAt: date(normAt), isPaused };
}

interface Due {
  readonly dueAt: string | null;
  readonly isEstimate: boolean | null;
}

function readdressed({ of, agency }: Came): Write[] {
  const { step, instance, seq } = of;
  return agency === undefined ? [] : [{ is: 'agency', step, instance, seq, agency }];
}

function attempt(at: Date, of: Came['of'], attempts: number): AttemptWrite {
  return { ...row(at, of, { status: 'in-progress', attempts }), is: 'attempt' };
}

function row(at: Date, of: Came['of'], says: Partial<RowWrite> & Pick<RowWrite, 'status'>): RowWrite {
  const { step, instance, epoch, seq } = of;
  const nothing = { why: null, dueAt: null, dueEstimate: false, normAt: null, attempts: 0 };
  return { is: 'row', at, step, instance, epoch, seq, ...nothing, ...says };
}

const due = ({ dueAt, isEstimate }: Due) => ({ dueAt: date(dueAt), dueEstimate: isEstimate });

const date = (at: string | null): Date | null => (at === null ? null : new Date(at));
