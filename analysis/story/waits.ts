import { type Draft, nameOf } from './draft.ts';
import type { Awaited, Waits } from './story.ts';

interface Wait {
  readonly awaited: Awaited;
  readonly from: number;
}
interface Span {
  readonly awaited: Awaited;
  readonly from: number;
  readonly to: number;
}

/** Says of each draft which wait it ended, and of the route for whom it waited. The drafts are in order. */
export function timed(drafts: readonly Draft[]): {
  readonly ended: readonly ((Pick<Wait, 'awaited'> & { readonly tookMs: number }) | null)[];
  readonly waits: Waits;
} {
  const open = new Map<string, Wait>();
  const spans: Span[] = [];
  const ended = drafts.map((draft) => {
    const span = turn(open, draft);
    if (span !== null) spans.push(span);
    return span && { awaited: span.awaited, tookMs: span.to - span.from };
  });
  const from = drafts[0]?.at.getTime() ?? 0;
  const to = drafts.at(-1)?.at.getTime() ?? from;
  spans.push(...[...open.values()].map((wait) => ({ ...wait, to })));
  return { ended, waits: waitsOf(spans, to - from) };
}

/** The wait that ends with this draft; one that goes on for the same is no end. */
function turn(open: Map<string, Wait>, draft: Draft): Span | null {
  if (draft.then === undefined || draft.step === undefined) return null;
  const name = nameOf(draft);
  const wait = open.get(name);
  const at = draft.at.getTime();
  if (wait?.awaited === draft.then) return null;
  if (draft.then === null) open.delete(name);
  else open.set(name, { awaited: draft.then, from: at });
  return wait === undefined ? null : { ...wait, to: at };
}

function waitsOf(spans: readonly Span[], totalMs: number): Waits {
  const covered = (is: (awaited: Awaited) => boolean) => lengthOf(spans.filter(({ awaited }) => is(awaited)));
  return {
    totalMs,
    agenciesMs: covered((awaited) => awaited.startsWith('agency:')),
    peopleMs: covered((awaited) => awaited === 'person'),
    officersMs: covered((awaited) => awaited === 'officer'),
    datesMs: covered((awaited) => awaited === 'date'),
    oursMs: totalMs - covered(() => true),
  };
}

/** How long any of them lasted; what lasts at the same time counts once. */
function lengthOf(spans: readonly Span[]): number {
  let length = 0;
  let until = 0;
  for (const { from, to } of spans.toSorted((one, other) => one.from - other.from)) {
    length += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return length;
}
