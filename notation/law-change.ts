import type { CompiledRoute, CompiledStep } from './compiled-route.ts';
import { demandsAnswer } from './demands-answer.ts';
import type { Facts, Reads } from './facts.ts';
import type { End } from './holds.ts';

/** Where a step stands that has begun; one that has not is not named. */
export type Standing = 'open' | End;

/** Where a route stands, as far as a change of law asks. */
export interface RouteStanding {
  /** Its end is decided already; null while it goes on. */
  readonly ending: 'refused' | 'death' | 'withdrawn' | 'closing' | null;
  readonly steps: Readonly<Record<string, Standing>>;
}

/** Why a route must not move. `fields`: what differs between the versions, by the names of the definition. */
export interface Obstacle {
  readonly code:
    | 'other-life-event'
    | 'not-newer'
    | Exclude<RouteStanding['ending'], null>
    | 'open-dropped'
    | 'open-differs'
    | 'done-differs'
    | 'tells-more'
    | 'answer-missing';
  readonly step: string | null;
  readonly fields?: readonly string[];
}

/** What becomes of the steps of a route that moves, by their ids. */
export interface Move {
  readonly moves: true;
  /** What the route goes on with: the new version, in which every step that has begun keeps the form it began with. */
  readonly route: CompiledRoute;
  /** New, and not begun. */
  readonly added: readonly string[];
  /** Not begun, and gone. */
  readonly dropped: readonly string[];
  /** The new version has them no more; what was done stays, with its undo. */
  readonly kept: readonly string[];
  /** Not begun, and written otherwise in the new version, which holds. */
  readonly rewired: readonly string[];
  /** Begun, and written otherwise in the new version: they end as they began, with the terms they began with. */
  readonly asBegun: readonly string[];
}

export type LawChange = Move | { readonly moves: false; readonly because: readonly Obstacle[] };

type Field = keyof CompiledStep;

/** What a step that is under way has used already, or will use. Its terms and undo it keeps. */
const usedWhileOpen: readonly Field[] = [
  ...(['service', 'kind', 'agency', 'answers', 'repeat', 'basis', 'purpose', 'pace'] as const),
  ...(['each', 'by', 'input', 'when', 'until', 'skippable'] as const),
];
const usedWhenDone: readonly Field[] = ['service', 'each'];

/**
 * Judges whether a route may go on by another version of its life event, and with what. Pure; API, scripts and the
 * running route judge by this alone. Rules and reasons: docs/decisions/0019.
 */
export function lawChange(from: CompiledRoute, to: CompiledRoute, standing: RouteStanding): LawChange {
  const whole = obstaclesOfRoute(from, to, standing);
  if (whole.length > 0) return { moves: false, because: whole };
  const begun = Object.keys(from.steps).filter((id) => standing.steps[id] !== undefined);
  const because = begun.flatMap((step) => obstaclesOfStep({ from, to, standing, step }));
  return because.length > 0 ? { moves: false, because } : moveOf(from, to, new Set(begun));
}

/** Where a step stands as a whole, by its instances: what has had an effect counts as done. */
export function standingOf(statuses: readonly string[]): Standing {
  const ends: readonly Standing[] = ['done', 'refused', 'undone', 'skipped'];
  if (statuses.some((status) => !ends.some((end) => end === status))) return 'open';
  return ends.find((end) => statuses.includes(end)) ?? 'done';
}

function obstaclesOfRoute(from: CompiledRoute, to: CompiledRoute, { ending }: RouteStanding): Obstacle[] {
  if (from.id !== to.id) return [{ code: 'other-life-event', step: null }];
  if (to.version <= from.version) return [{ code: 'not-newer', step: null }];
  return ending === null ? [] : [{ code: ending, step: null }];
}

interface Judged {
  readonly from: CompiledRoute;
  readonly to: CompiledRoute;
  readonly standing: RouteStanding;
  readonly step: string;
}

function obstaclesOfStep(judged: Judged): Obstacle[] {
  const { from, to, standing, step } = judged;
  const [old, next] = [from.steps[step], to.steps[step]];
  const stands = standing.steps[step];
  if (stands !== 'open' && stands !== 'done') return missingAnswer(judged);
  if (old === undefined) return [];
  if (next === undefined) return stands === 'open' ? [{ code: 'open-dropped', step }] : [];
  const fields =
    stands === 'open' ? differsWhileOpen(old, next, standing) : differing(old, next, usedWhenDone);
  return [...otherwise(`${stands}-differs`, step, fields), ...tellsMore(judged)];
}

function otherwise(
  code: 'open-differs' | 'done-differs',
  step: string,
  fields: readonly Field[],
): Obstacle[] {
  return fields.length === 0 ? [] : [{ code, step, fields }];
}

/** By the new version it must not have been too early for the step either. */
function differsWhileOpen(old: CompiledStep, next: CompiledStep, standing: RouteStanding): Field[] {
  const isEarly = next.needs.some((need) => !hasEnded(standing, need));
  return [...differing(old, next, usedWhileOpen), ...(isEarly ? (['needs'] as const) : [])];
}

/**
 * Conditions read a few fields of an answer, picked when it came: what was not picked then is not known. So it is
 * with what the elements of a following `each` read.
 */
function tellsMore({ from, to, step }: Judged): Obstacle[] {
  const told = toldBy(from, step);
  const asked = toldBy(to, step);
  const isTold = (kind: keyof Reads) => asked[kind].every((path) => told[kind].includes(path));
  return isTold('values') && isTold('present') ? [] : [{ code: 'tells-more', step }];
}

function toldBy({ steps }: CompiledRoute, id: string): Reads {
  const followers = Object.values(steps).filter(
    ({ each }) => each !== null && 'step' in each && each.step === id,
  );
  const pathsOf = (kind: keyof Reads) => [
    ...(steps[id]?.tells[kind] ?? []).map((path) => `answer.${path}`),
    ...followers.flatMap(({ asksItem }) => asksItem[kind].map((path) => `item.${path}`)),
  ];
  return { values: pathsOf('values'), present: pathsOf('present') };
}

/**
 * A step that ended without an answer stays so. Where the new version would not have left it out, nobody has checked
 * that others can do without its answer.
 */
function missingAnswer({ from, to, standing, step }: Judged): Obstacle[] {
  const [old, next] = [from.steps[step], to.steps[step]];
  if (old === undefined || next === undefined) return [];
  if (differing(old, next, ['when', 'needs', 'skippable']).length === 0) return [];
  const isAwaited = Object.entries(to.steps).some(
    ([id, other]) => standing.steps[id] === undefined && demandsAnswer(other, step),
  );
  return isAwaited ? [{ code: 'answer-missing', step }] : [];
}

function hasEnded({ steps }: RouteStanding, id: string): boolean {
  return steps[id] !== undefined && steps[id] !== 'open';
}

function moveOf(from: CompiledRoute, to: CompiledRoute, begun: ReadonlySet<string>): Move {
  const isNew = (id: string) => to.steps[id] !== undefined;
  const differs = (id: string) => isOtherwise(from.steps[id], to.steps[id]);
  const old = Object.keys(from.steps);
  const waiting = old.filter((id) => !begun.has(id));
  return {
    moves: true,
    route: merged(from, to, begun),
    added: Object.keys(to.steps).filter((id) => from.steps[id] === undefined),
    dropped: waiting.filter((id) => !isNew(id)),
    kept: [...begun].filter((id) => !isNew(id)),
    rewired: waiting.filter((id) => isNew(id) && differs(id)),
    asBegun: [...begun].filter((id) => isNew(id) && differs(id)),
  };
}

/** In the order of the new version; a step that it dropped comes after the one it came after before. */
function merged(from: CompiledRoute, to: CompiledRoute, begun: ReadonlySet<string>): CompiledRoute {
  const order = Object.keys(to.steps);
  const old = Object.keys(from.steps).filter((id) => begun.has(id) || to.steps[id] !== undefined);
  for (const [index, id] of old.entries())
    if (to.steps[id] === undefined) order.splice(order.indexOf(old[index - 1] ?? '') + 1, 0, id);
  const steps = order.map((id) => [id, begun.has(id) ? from.steps[id] : to.steps[id]]);
  return { ...to, steps: Object.fromEntries(steps) as CompiledRoute['steps'] };
}

function isOtherwise(old: CompiledStep | undefined, next: CompiledStep | undefined): boolean {
  if (old === undefined || next === undefined) return old !== next;
  const fields = Object.keys({ ...old, ...next }) as Field[];
  return (
    differing(
      old,
      next,
      fields.filter((field) => field !== 'title'),
    ).length > 0
  );
}

function differing(old: CompiledStep, next: CompiledStep, fields: readonly Field[]): Field[] {
  return fields.filter((field) => !isSame(old[field], next[field]));
}

/** Plain data, whatever the order of the keys. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return one === other;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  const [left, right] = [one as Facts, other as Facts];
  return (
    Array.isArray(one) === Array.isArray(other) && [...keys].every((key) => isSame(left[key], right[key]))
  );
}
