import type { Came, Deed, Told } from '../deeds/index.ts';
import { about, agency, answererOf, type Draft, type Says, stepIn } from './draft.ts';
import type { Memory } from './memory.ts';

type Gave = Extract<Deed, { is: 'gave' }>;
type Settling = Extract<Told, { is: Came['is'] }>;

/** What there is to tell of what a call, a stored answer or a deadline came to. */
export function ofResult(memory: Memory, { at, call }: Gave, told: Settling): Draft[] {
  const { of } = told;
  const kept = memory.of(of);
  kept.isAway = false;
  const attempts = call === null ? {} : { attempts: call.attempts };
  const by = told.by === 'service' ? ofCall(memory, told) : ofStored(memory, told);
  const says = saysBy[told.is](memory, told, by);
  return says === null ? [] : [about(at, of, { ...attempts, ...says })];
}

type By = Pick<Says, 'who' | 'what'>;

/** A rule of ours is no call: it says what the law says. */
function ofCall(memory: Memory, { of }: Settling): By {
  const isRule = stepIn(memory.route, of.step)?.kind === 'rule';
  return { who: isRule ? 'law' : agency(memory.agencyOf(of)), what: 'settled' };
}

/** A stored answer is a person's, an officer's or an agency's, by the message that brought it. */
function ofStored(memory: Memory, told: Settling): By {
  const { of } = told;
  if (told.by === 'late') return ofDeadline(memory, told);
  const message = memory.inbox.claim(of, ['answerTask', 'resolve', 'agencyAnswered']);
  if (message?.name === 'resolve') return { who: 'officer', what: 'resolved' };
  if (message?.name === 'answerTask') return { who: answererOf(memory.route, of.step), what: 'answered' };
  return { who: agency(memory.agencyOf(of)), what: 'settled' };
}

/** What an agency sent before the end of the term counts, also where it is found only then. */
function ofDeadline(memory: Memory, { of, is, end, code }: Settling): By {
  if (is === 'ignored') return { who: 'clock', what: 'late' };
  const late = stepIn(memory.route, of.step)?.late;
  if (end === 'refused' && code === 'too-late') return { who: 'clock', what: 'refused' };
  if (end === 'done' && typeof late === 'object') return { who: 'law', what: 'settled' };
  return { who: agency(memory.agencyOf(of)), what: 'settled' };
}

type Tell = (memory: Memory, told: Settling, by: By) => Says | null;

const dead: Tell = (_memory, _told, { who }) => ({
  ...{ who, what: 'skipped', end: 'skipped', why: 'person-dead', then: null },
});
/** Null where the next record says it: of what is stuck, and of quick calls that go on as ordinary ones. */
const saysBy: Readonly<Record<Came['is'], Tell>> = {
  settled,
  accepted: (memory, { of, undo }, { who }) => ({
    ...{ who, what: 'waiting', why: 'later', then: agency(memory.agencyOf(of)) },
    ...(undo ? { undo } : {}),
  }),
  'not-now': (_memory, { because }, { who }) =>
    because === 'unavailable' ? { who, what: 'unreachable' } : null,
  stopped: dead,
  skipped: dead,
  readdressed,
  ignored: (_memory, told, { who }) => ({ who, what: told.by === 'late' ? 'late' : 'answered' }),
  stuck: () => null,
};

/** Of two answers in one epoch, the first counts. */
function settled(memory: Memory, told: Settling, { who, what }: By): Says {
  const kept = memory.of(told.of);
  if (told.undo ?? kept.isUndoing) return undone(told, who);
  if (kept.ended === told.of.epoch) return { who, what: 'answered' };
  const took = { then: null, ...(told.tookMs === undefined ? {} : { tookMs: told.tookMs }) };
  if (told.end === 'refused' && isMendable(memory, told))
    return { who, what: 'refused', ...whyOf(told), ...took };
  kept.ended = told.of.epoch;
  if (told.end === 'refused') return { who, what: 'refused', end: 'refused', ...whyOf(told), ...took };
  return { who, what, end: 'done', ...took };
}

/** Then it is no end yet. */
function isMendable({ route }: Memory, { of, code }: Settling): boolean {
  return Object.hasOwn(stepIn(route, of.step)?.mends ?? {}, code ?? '');
}

const whyOf = ({ code }: Settling) => (code === null || code === undefined ? {} : { why: code });

/** An act that the agency does not take back is stuck, as the next record says. */
function undone(told: Settling, who: Says['who']): Says {
  if (told.end === 'refused') return { who, what: 'refused', undo: true, then: null, ...whyOf(told) };
  return { who, what: 'undone', end: 'undone', then: null };
}

function readdressed(memory: Memory, { of, agency: to = '' }: Settling): Says {
  const who = agency(memory.agencyOf(of));
  memory.of(of).agency = to;
  return { who, what: 'readdressed', agency: to, then: agency(to) };
}
