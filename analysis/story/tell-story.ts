import type { CompiledRoute } from '../../notation/compiled-route.ts';
import type { StepRef } from '../../temporal/messages.ts';
import type { Deed, Deeds, Told } from '../deeds/index.ts';
import { about, agency, type Draft, type Says, stepIn } from './draft.ts';
import { inOrder } from './in-order.ts';
import { Memory } from './memory.ts';
import { withdrawn } from './pending.ts';
import { ofMending, ofOpening, ofReckoning, ofRecord } from './records.ts';
import { ofResult } from './results.ts';
import type { Entry, Story } from './story.ts';
import { timed } from './waits.ts';

/** One route as a story, by what its history tells. Pure, and never throws, also for a part of a history. */
export function tellStory({ deeds, input }: Deeds): Story {
  const memory = new Memory(input?.route, deeds);
  const told = inOrder(deeds).flatMap((deed) => draftsOf(memory, deed));
  const drafts = told.filter((draft) => !memory.inbox.isTold(draft));
  const { ended, waits } = timed(drafts);
  return {
    route: headOf(input?.route),
    outcome: drafts.find(({ what }) => what === 'closed')?.outcome ?? null,
    entries: drafts.map((draft, index) => entryOf(memory.route, draft, ended[index] ?? {})),
    waits,
  };
}

function headOf(route: CompiledRoute | undefined): Story['route'] {
  if (route === undefined) return null;
  const { id, version, title } = route;
  return { id, version, title };
}

/** An instance is named only where a step is done for each of several. */
function entryOf(
  route: CompiledRoute | undefined,
  draft: Draft,
  wait: Pick<Entry, 'tookMs' | 'awaited'>,
): Entry {
  const { then, instance, steps, ...says } = draft;
  const named = steps?.map((step) => ({ step, title: stepIn(route, step)?.title ?? step }));
  const whole = { ...says, ...wait, ...(then && { awaits: then }), ...(named && { steps: named }) };
  const step = stepIn(route, draft.step);
  if (step === undefined) return { ...whole, ...(instance ? { instance } : {}) };
  const { title, service, each } = step;
  return { ...whole, title, service, ...(each === null || instance === undefined ? {} : { instance }) };
}

type Of<Is extends Deed['is']> = Extract<Deed, { is: Is }>;
type TellDeed<Is extends Deed['is']> = (memory: Memory, deed: Of<Is>) => Draft[];

const ofDeed: { readonly [Is in Deed['is']]: TellDeed<Is> } = {
  begun: (_memory, { at }) => [{ at, who: 'engine', what: 'begun' }],
  called,
  gave,
  failed: unanswered,
  cancelled: unanswered,
  message: ({ inbox, route }, deed) => inbox.take(route, deed),
  'cancel-asked': (_memory, deed) => [withdrawn(deed, 'officer')],
  rang,
  interrupted: (_memory, { at, because }) => [{ at, who: 'engine', what: 'interrupted', why: because }],
  ended: (memory, { at, how }) =>
    closed(memory, at, { who: how === 'terminated' ? 'officer' : 'engine', outcome: how }),
};

function draftsOf(memory: Memory, deed: Deed): Draft[] {
  return (ofDeed[deed.is] as (memory: Memory, deed: Deed) => Draft[])(memory, deed);
}

/** Writings that wait for our own database go to no agency. */
function called(memory: Memory, { at, agency: to, about: of }: Of<'called'>): Draft[] {
  if (of === null) return [];
  if (to === null) return [about(at, of, { who: 'engine', what: 'waiting', why: 'database' })];
  Object.assign(memory.of(of), { agency: to, isUndoing: of.undo });
  const undo = of.undo ? ({ undo: true } as const) : {};
  return [about(at, of, { who: 'engine', what: 'called', agency: to, ...undo, then: agency(to) })];
}

type TellResult<By extends Told['by']> = (
  memory: Memory,
  deed: Of<'gave'>,
  told: Extract<Told, { by: By }>,
) => Draft[];

const ofTold: { readonly [By in Told['by']]?: TellResult<By> } = {
  service: ofResult,
  settle: ofResult,
  late: ofResult,
  record: (memory, { at }, told) => ofRecord(memory, at, told),
  'open-step': (memory, { at }, told) => ofOpening(memory, at, told),
  mend: (memory, { at }, told) => ofMending(memory, at, told),
  reckon: (memory, { at }, told) => ofReckoning(memory, at, told),
  'change-law': amended,
  'close-route': (memory, { at }, told) => closed(memory, at, closing(told)),
};

function amended(
  memory: Memory,
  { at }: Of<'gave'>,
  { version }: Extract<Told, { by: 'change-law' }>,
): Draft[] {
  memory.goOnBy(version);
  return [{ at, who: 'law', what: 'amended', why: version }];
}

function gave(memory: Memory, deed: Of<'gave'>): Draft[] {
  if (deed.told === null) return [];
  const tell = ofTold[deed.told.by] as
    ((memory: Memory, deed: Of<'gave'>, told: Told) => Draft[]) | undefined;
  return tell?.(memory, deed, deed.told) ?? [];
}

/** What we wrote ourselves is tried until it is written; only calls to agencies are told. */
function unanswered(memory: Memory, deed: Of<'failed' | 'cancelled'>): Draft[] {
  const of = deed.call?.about ?? null;
  if (of === null) return [];
  const attempts = deed.call?.attempts ?? 0;
  const whole = { attempts, ...(of.undo ? ({ undo: true } as const) : {}) };
  return [about(deed.at, of, { ...fault(memory, of, deed), ...whole })];
}

function fault(memory: Memory, of: StepRef, deed: Of<'failed' | 'cancelled'>): Says {
  if (deed.is === 'cancelled') return { who: 'engine', what: 'stopped', then: null };
  const why = deed.because;
  const isAway = away.includes(why);
  memory.of(of).isAway = isAway;
  if (!isAway) return { who: 'engine', what: 'failed', why };
  return { who: agency(memory.agencyOf(of)), what: 'unreachable', why };
}

const away: readonly string[] = ['AgencyUnavailable', 'timeout', 'NotYet'];

/** Deadlines are told by what came of them; only a norm that is over has no result. */
function rang({ route }: Memory, { at, summary }: Of<'rang'>): Draft[] {
  const [, title, isCut] = /^Norm: (.*?)(…?)$/s.exec(summary) ?? [];
  if (title === undefined) return [];
  const found = Object.entries(route?.steps ?? {}).find(([, step]) =>
    isCut ? step.title.startsWith(title) : step.title === title,
  );
  return [{ at, who: 'clock', what: 'late', why: 'norm', ...(found && { step: found[0] }) }];
}

/** Once: what follows the writing of its end says nothing new. */
function closed(memory: Memory, at: Date, says: Omit<Says, 'what'>): Draft[] {
  if (memory.isClosed) return [];
  memory.isClosed = true;
  return [{ at, what: 'closed', ...says }];
}

function closing({ outcome, reason }: Extract<Told, { by: 'close-route' }>): Omit<Says, 'what'> {
  return { who: 'engine', outcome, ...(reason === null ? {} : { why: reason }) };
}
