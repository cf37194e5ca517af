import type { OutcomeRow, RouteRows, StepRow } from '../../db/route-view.ts';
import { say } from '../../catalogue/texts.ts';
import type { CompiledRoute } from '../../notation/compiled-route.ts';
import type { Instance, Step } from '../schemas/route.ts';
import { whoseStep } from './whose-step.ts';
import type { IsOwn } from './own-steps.ts';
import { becauseOf } from './because.ts';
import { refusalOf, type RefusalKit } from './refusal.ts';

/** What a step gave back and, of a refusal, what it rests on; as far as the viewer may see it. */
export type AnswerOf = (
  step: string,
  instance: number,
  epoch: number,
) => Readonly<Record<string, unknown>> | undefined;

export interface StepsKit extends RefusalKit {
  readonly rows: RouteRows;
  /** The definition that the route began with. */
  readonly compiled: CompiledRoute;
  readonly answerOf: AnswerOf;
  readonly isOwn: IsOwn;
}

/** All steps of the definition in its order, begun or not; of the viewer's own where they see a part. */
export function stepsOf(kit: StepsKit): Step[] {
  return Object.keys(kit.compiled.steps).flatMap((id) => {
    const instances = instancesOf(kit, id).filter(({ instance }) => kit.isOwn(id, instance));
    return instances.length === 0 && !kit.isOwn(id, 0) ? [] : [stepOf(kit, id, instances)];
  });
}

function stepOf(kit: StepsKit, id: string, instances: readonly Instance[]): Step {
  const isEach = (kit.compiled.steps[id]?.each ?? null) !== null;
  return {
    id,
    title: titleOf(kit, id),
    ...whoseStep(kit, id),
    ...(isEach ? together(kit, id, instances) : settledAt(kit, id, 0)),
    instances: isEach ? [...instances] : null,
  };
}

/** A step that left the catalogue under way has its title in the definition that the route began with. */
function titleOf({ catalogue, language, rows, compiled }: StepsKit, id: string): string {
  const key = `${rows.route.lifeEvent}.${id}`;
  const isKnown = Object.hasOwn(catalogue.texts.en, key);
  return isKnown ? say(catalogue, language, key) : (compiled.steps[id]?.title ?? id);
}

type Settled = Omit<Instance, 'instance'>;

/** One entry per element that is known, and one where the step has no `each`. */
function instancesOf(kit: StepsKit, id: string): Instance[] {
  const { route } = kit.rows;
  const known = elements(kit.compiled, route.start.items, id);
  return Array.from({ length: known }, (_, instance) => ({ instance, ...settledAt(kit, id, instance) }));
}

function settledAt(kit: StepsKit, id: string, instance: number): Settled {
  const row = kit.rows.steps.find((one) => one.step === id && one.instance === instance);
  return row === undefined ? notStarted : begun(kit, row);
}

const unexplained = { because: null, becauseText: null } as const;

const notStarted = {
  status: 'not-started',
  ...unexplained,
  since: null,
  dueAt: null,
  dueIsEstimate: false,
  pausedSince: null,
  attempts: 0,
  answer: null,
  refusal: null,
} as const;

/** How many times a step is done: once, or once per element of its list. */
function elements(
  route: CompiledRoute,
  items: Readonly<Record<string, readonly unknown[]>>,
  id: string,
): number {
  const each = route.steps[id]?.each ?? null;
  if (each === null) return 1;
  return 'event' in each ? (items[id]?.length ?? 0) : elements(route, items, each.step);
}

function begun(kit: StepsKit, row: StepRow): Settled {
  const body = kit.answerOf(row.step, row.instance, row.epoch);
  return {
    status: row.status,
    ...becauseOf(kit, row),
    since: row.since.toISOString(),
    ...termOf(row),
    attempts: row.attempts,
    answer: row.status === 'done' ? (body ?? null) : null,
    refusal: refused(kit, row, body),
  };
}

function termOf({
  dueAt,
  dueEstimate,
  pausedAt,
}: StepRow): Pick<Settled, 'dueAt' | 'dueIsEstimate' | 'pausedSince'> {
  return {
    dueAt: dueAt?.toISOString() ?? null,
    dueIsEstimate: dueAt !== null && dueEstimate,
    pausedSince: pausedAt?.toISOString() ?? null,
  };
}

/** A refusal that can be mended is shown while the person is asked to; an ended one stays. */
function refused(kit: StepsKit, row: StepRow, body: ReturnType<AnswerOf>): Instance['refusal'] {
  if (row.status !== 'refused' && row.status !== 'waiting-for-person') return null;
  const outcome = kit.rows.refusals.find((one) => isOf(one, row));
  return outcome === undefined
    ? null
    : refusalOf(kit, row.service, { row: outcome, evidence: body?.['evidence'] });
}

function isOf(outcome: OutcomeRow, row: StepRow): boolean {
  return outcome.step === row.step && outcome.instance === row.instance && outcome.epoch === row.epoch;
}

/** Statuses in the order in which the first one found among the instances is that of the step. */
const telling = [
  'stuck',
  'waiting-for-person',
  'waiting-for-agency',
  'in-progress',
  'refused',
  'undone',
  'done',
] as const;

/** A step with `each` as one: what is open tells first, then a refusal; the answers stand with the instances. */
function together(kit: StepsKit, id: string, instances: readonly Instance[]): Settled {
  return {
    ...standing(instances.length === 0 ? [overNothing(kit, id)] : instances),
    since: latest(instances.map((one) => one.since)),
    ...nextDue(instances),
    pausedSince: earliest(instances.map((one) => one.pausedSince)),
    attempts: instances.reduce((sum, one) => sum + one.attempts, 0),
    answer: null,
    refusal: instances.find((one) => one.refusal !== null)?.refusal ?? null,
  };
}

function nextDue(instances: readonly Instance[]): Pick<Settled, 'dueAt' | 'dueIsEstimate'> {
  const dueAt = earliest(instances.map((one) => one.dueAt));
  return { dueAt, dueIsEstimate: instances.some((one) => one.dueAt === dueAt && one.dueIsEstimate) };
}

/** The status that tells of all, with the reason of the first that stands so and has one. */
function standing(all: readonly Settled[]): Pick<Settled, 'status' | 'because' | 'becauseText'> {
  const status = commonStatus(all.map((one) => one.status));
  const told = all.find((one) => one.status === status && one.because !== null) ?? unexplained;
  return { status, because: told.because, becauseText: told.becauseText };
}

/** While some have not begun, an end of the others is not that of the step. */
function commonStatus(statuses: readonly Step['status'][]): Step['status'] {
  const found = telling.find((status) => statuses.includes(status)) ?? statuses[0] ?? 'not-started';
  const isEnd = ['refused', 'undone', 'done', 'skipped'].includes(found);
  return isEnd && statuses.includes('not-started') ? 'in-progress' : found;
}

/** Over an empty list there is nothing to do: done, or left out, once the route came to it. */
function overNothing(kit: StepsKit, id: string): Settled {
  const row = kit.rows.steps.find((one) => one.step === id);
  return row === undefined ? notStarted : begun(kit, row);
}

const latest = (instants: readonly (string | null)[]) =>
  instants
    .filter((at) => at !== null)
    .toSorted()
    .at(-1) ?? null;
const earliest = (instants: readonly (string | null)[]) =>
  instants.filter((at) => at !== null).toSorted()[0] ?? null;
