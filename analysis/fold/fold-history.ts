import type { History } from '@temporalio/common/lib/proto-utils.js';
import type { CompiledRoute } from '../../notation/compiled-route.ts';
import { lawBrought, readDeeds } from '../deeds/index.ts';
import type { Fold, FoldedRoute, FoldedStep, Status } from './folded.ts';
import { type AttemptWrite, type RowWrite, type Write, writesOf } from './writes.ts';

const ends: readonly Status[] = ['done', 'refused', 'skipped', 'undone'];

/**
 * What the rows of a route must say, by its history alone. Pure, and never throws, also for a part of a history. Each
 * result says under which counter it was written; the higher counter counts, whatever the order of events.
 */
export function foldHistory(history: History): Fold {
  const { deeds, input, isMoving, underWay } = readDeeds(history);
  const writes = deeds.flatMap(writesOf).toSorted((one, other) => one.seq - other.seq);
  const steps = new Map<string, FoldedStep>();
  let route = input?.route;
  // What had begun when the law changed has its row already, or is the same in both versions.
  for (const write of writes) {
    if (write.is === 'law') route = lawBrought(deeds, write.version) ?? route;
    else apply(steps, route, write);
  }
  return { route: routeOf(writes), steps: [...steps.values()], isMoving, underWay };
}

function apply(
  steps: Map<string, FoldedStep>,
  route: CompiledRoute | undefined,
  write: Exclude<Write, { is: 'law' }>,
): void {
  if (write.is === 'counter' || write.is === 'close') return;
  const name = `${write.step}/${write.instance}`;
  const old = steps.get(name);
  const next = after(old, route, write);
  if (next !== undefined) steps.set(name, next);
}

type StepWrite = Exclude<Write, { is: 'law' | 'counter' | 'close' }>;

function after(
  old: FoldedStep | undefined,
  route: CompiledRoute | undefined,
  write: StepWrite,
): FoldedStep | undefined {
  if (write.is === 'agency') return old && passedOn(old, write.agency);
  return write.is === 'instants' ? old && moved(old, write) : rowAfter(old, route, write);
}

function moved(old: FoldedStep, write: Extract<Write, { is: 'instants' }>): FoldedStep {
  if (old.endedAt !== null) return old;
  const { dueAt, dueEstimate, normAt, isPaused, at } = write;
  return { ...old, dueAt, dueEstimate, normAt, pausedAt: isPaused ? (old.pausedAt ?? at) : null };
}

function passedOn(old: FoldedStep, agency: string): FoldedStep {
  if (old.agency === agency) return old;
  return { ...old, agency, passedOnBy: [...(old.passedOnBy ?? []), old.agency] };
}

function rowAfter(
  old: FoldedStep | undefined,
  route: CompiledRoute | undefined,
  write: RowWrite | AttemptWrite,
): FoldedStep | undefined {
  if (old === undefined) return firstRow(route, write);
  const attempts = old.attempts + write.attempts;
  if (write.is === 'attempt') return { ...old, attempts };
  return isNewer(old, write) ? { ...nextRow(old, write), attempts } : old;
}

/** Under the same counter an end is not written over by what comes before it. */
function isNewer(old: FoldedStep, { seq, status }: RowWrite): boolean {
  return old.seq < seq || (old.seq === seq && (old.endedAt === null || ends.includes(status)));
}

/** Undefined for a step that the definition does not have: nobody could have written it. */
function firstRow(route: CompiledRoute | undefined, write: RowWrite | AttemptWrite): FoldedStep | undefined {
  const defined = route?.steps[write.step];
  if (defined === undefined) return undefined;
  const { step, instance, at, dueAt, dueEstimate, normAt, attempts } = write;
  const { service, agency } = defined;
  const terms = { dueAt, dueEstimate, normAt, pausedAt: null };
  const first = { begunAt: at, since: at, ...terms, attempts, passedOnBy: null };
  return { step, instance, service, agency, ...first, ...said(write) };
}

function nextRow(old: FoldedStep, write: RowWrite): FoldedStep {
  const isSameEpoch = old.epoch === write.epoch;
  const isSame = isSameEpoch && old.status === write.status;
  const next = { ...old, ...said(write), ...termsOf(isSameEpoch ? old : null, write) };
  if (!isSame) return { ...next, since: write.at };
  return { ...next, since: old.since, endedAt: old.endedAt ?? next.endedAt };
}

/** Terms stay for the whole of an epoch, and a clock stands still until the end at most. */
function termsOf(old: FoldedStep | null, { dueAt, dueEstimate, normAt, status }: RowWrite) {
  const kept = old ?? { dueAt: null, dueEstimate: false, normAt: null, pausedAt: null };
  return {
    ...(dueAt === null ? { dueAt: kept.dueAt, dueEstimate: kept.dueEstimate } : { dueAt, dueEstimate }),
    normAt: normAt ?? kept.normAt,
    pausedAt: ends.includes(status) ? null : kept.pausedAt,
  };
}

/** `why` was one of our own words when it was written; the row takes it as it is. */
function said({ status, epoch, seq, why, at }: RowWrite | AttemptWrite) {
  const isRefusal = status === 'refused' || status === 'waiting-for-person';
  const isStuck = status === 'stuck';
  return {
    status,
    epoch,
    seq,
    endedAt: ends.includes(status) ? at : null,
    refusalCode: isRefusal ? why : null,
    stuckReason: isStuck ? (why as FoldedStep['stuckReason']) : null,
    skippedBecause: isRefusal || isStuck ? null : (why as FoldedStep['skippedBecause']),
  };
}

/** Trying alone, and passing a call on, leave the route's counter as it was. */
function routeOf(writes: readonly Write[]): FoldedRoute {
  const raising = writes.filter(({ is }) => is !== 'attempt' && is !== 'agency');
  const seq = Math.max(0, ...raising.map((write) => write.seq));
  const close = writes.find((write) => write.is === 'close');
  if (close === undefined) return { state: 'open', outcome: null, reason: null, seq, closedAt: null };
  return { state: 'closed', outcome: close.outcome, reason: close.reason, seq, closedAt: close.at };
}
