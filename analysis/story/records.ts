import type { Told } from '../deeds/index.ts';
import { about, agency, answererOf, type Draft, type Says, stepIn } from './draft.ts';
import type { Memory } from './memory.ts';
import type { Pending } from './pending.ts';

type By<Name extends Told['by']> = Extract<Told, { by: Name }>;
type Wrote = By<'record'>['wrote'][number];

/** What the engine's records tell that no result of a call does. */
export function ofRecord(memory: Memory, at: Date, { wrote, tasks }: By<'record'>): Draft[] {
  return wrote.map((one) => {
    const task = tasks.find(({ step, instance }) => step === one.step && instance === one.instance);
    return about(at, one, saysBy[one.status](memory, one, task?.dueAt ?? null));
  });
}

type Tell = (memory: Memory, one: Wrote, dueAt: string | null) => Says;

const saysBy: Readonly<Record<Wrote['status'], Tell>> = {
  skipped: ended,
  done: ended,
  stuck: (_memory, one) => ({ who: 'engine', what: 'stuck', ...whyOf(one), then: 'officer' }),
  'waiting-for-agency': awaiting,
  'waiting-for-person': toMend,
  refused: unmended,
  'in-progress': (memory, one) => {
    memory.inbox.claim(one, ['retry']);
    return { who: 'officer', what: 'retried', then: null };
  },
  undone: () => ({ who: 'engine', what: 'undone', end: 'undone', then: null }),
};

function ended(memory: Memory, one: Wrote): Says {
  if (one.why === 'undo-given-up') {
    memory.inbox.claim(one, ['skip']);
    return { who: 'officer', what: 'left', why: one.why, then: null };
  }
  if (one.status === 'done')
    return { who: 'engine', what: 'settled', end: 'done', why: 'nobody', then: null };
  if (one.why === 'officer') memory.inbox.claim(one, ['skip']);
  const who = one.why === 'officer' ? 'officer' : one.why === 'withdrawn' ? 'person' : 'engine';
  return { who, what: 'skipped', end: 'skipped', why: one.why ?? 'condition', then: null };
}

function awaiting(memory: Memory, one: Wrote): Says {
  const id = memory.agencyOf(one);
  const why = memory.of(one).isAway ? 'away' : 'polled';
  return { who: 'engine', what: 'waiting', why, agency: id, then: agency(id) };
}

/** From now on the remedy's term is the one that runs. */
function toMend(memory: Memory, one: Wrote, dueAt: string | null): Says {
  memory.of(one).dueAt = dueAt;
  return { who: 'engine', what: 'waiting', ...whyOf(one), ...until(dueAt), then: 'person' };
}

/** "Leave it", or nothing said in time: what was refused stays so. */
function unmended(memory: Memory, one: Wrote): Says {
  const message = memory.inbox.claim(one, ['answerTask']);
  const who = message === null ? 'clock' : 'person';
  return { who, what: 'left', end: 'refused', why: one.why ?? '', then: null };
}

/** A step opens: a task waits for its answer, and a step may have to wait for a date. */
export function ofOpening(memory: Memory, at: Date, told: By<'open-step'>): Draft[] {
  const { of, status, notBefore, dueAt } = told;
  memory.of(of).dueAt = dueAt;
  if (notBefore !== null && Date.parse(notBefore) > at.getTime())
    return [about(at, of, { who: 'law', what: 'waiting', why: 'date', ...until(notBefore), then: 'date' })];
  if (status === 'waiting-for-person' || stepIn(memory.route, of.step)?.kind === 'task') {
    const answerer = answererOf(memory.route, of.step);
    return [about(at, of, { who: 'engine', what: 'waiting', why: 'task', ...until(dueAt), then: answerer })];
  }
  return [];
}

export function ofMending(memory: Memory, at: Date, { of }: By<'mend'>): Draft[] {
  memory.inbox.claim(of, ['answerTask']);
  return [about(at, of, { who: 'person', what: 'mended', then: null })];
}

/** An officer's act on the clock, or another calendar, which is told where it moves a term. */
export function ofReckoning(memory: Memory, at: Date, told: By<'reckon'>): Draft[] {
  const message = memory.inbox.claim(told.of, ['setClock']);
  if (told.is === 'contradicted')
    return message === null ? [] : [about(at, told.of, { who: 'officer', what: 'answered' })];
  const { of, dueAt } = told;
  const isSame = dueAt === memory.of(of).dueAt;
  memory.of(of).dueAt = dueAt;
  if (message !== null) return [about(at, of, { who: 'officer', ...actOf(message), ...until(dueAt) })];
  return isSame ? [] : [about(at, of, { who: 'law', what: 'moved', ...until(dueAt) })];
}

const acts = { pause: 'paused', resume: 'resumed', extend: 'extended' } as const;

function actOf({ act }: Pending): Pick<Says, 'what' | 'by'> {
  if (act === undefined) return { what: 'answered' };
  return { what: acts[act.is], ...(act.by === undefined ? {} : { by: act.by }) };
}

const whyOf = ({ why }: Wrote) => (why === undefined ? {} : { why });
const until = (at: string | null) => (at === null ? {} : { until: new Date(at) });
