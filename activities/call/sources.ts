import type { CallData, GivenAnswer } from '../../db/personal/call-data.ts';
import type { CompiledRoute, CompiledStep } from '../../notation/compiled-route.ts';
import { valueAt } from '../../notation/facts.ts';
import { type Sources, stepsRead } from '../resolve-input.ts';

type Data = Pick<CallData, 'event' | 'answers' | 'leftOut'>;

/** The steps whose answers a step's input, or its element, is made of. */
export function readsOf(step: CompiledStep): string[] {
  const walked = step.each !== null && 'step' in step.each ? [step.each.step] : [];
  return [...new Set([...stepsRead(step.input), ...walked])];
}

/** Puts stored rows in the shape that references are resolved in. Pure. */
export function sourcesOf(
  definition: CompiledRoute,
  { step, instance }: { readonly step: CompiledStep; readonly instance: number },
  data: Data,
): Sources {
  const answers = new Map<string, unknown>();
  for (const id of readsOf(step)) {
    const given = definition.steps[id]?.each ? listOf(definition, id, data) : answerOf(id, 0, data);
    if (given !== null) answers.set(id, given);
  }
  return { event: data.event, item: elementOf(step, instance, data), answers };
}

/** The answer of one instance; null where it gave none. */
function answerOf(step: string, instance: number, { answers }: Data): GivenAnswer['body'] {
  const last = lastOutcome(step, instance, answers);
  return last?.end === 'done' ? (last.body ?? {}) : null;
}

/** Only the last epoch counts: a refusal that was mended is none. */
function lastOutcome(
  step: string,
  instance: number,
  answers: readonly GivenAnswer[],
): GivenAnswer | undefined {
  return answers
    .filter((one) => one.step === step && one.instance === instance)
    .reduce<GivenAnswer | undefined>(
      (last, next) => (last && last.epoch > next.epoch ? last : next),
      undefined,
    );
}

/**
 * The answers of a step with `each`, in order. Null, so that fallbacks stand in, where the step as a whole gave none:
 * one instance was refused, it was withdrawn, or it was left out as a whole.
 */
function listOf(definition: CompiledRoute, id: string, data: Data): unknown[] | null {
  const left = data.leftOut.filter((one) => one.step === id);
  const instances = [...Array(lengthOf(definition, id, data)).keys()];
  const isRefused = instances.some((one) => lastOutcome(id, one, data.answers)?.end === 'refused');
  if (isRefused || left.some((one) => one.because === 'withdrawn')) return null;
  const list = instances.map((instance) => answerOf(id, instance, data));
  if (list.some((one) => one !== null)) return list;
  const isEmpty = list.length === 0 && left.length === 0;
  return isEmpty || eachByItself(definition.steps[id], left) ? list : null;
}

/** True where the instances were left out one by one: the condition of the step reads its elements. */
function eachByItself(step: CompiledStep | undefined, left: Data['leftOut']): boolean {
  const asks = step !== undefined && step.asksItem.values.length + step.asksItem.present.length > 0;
  return asks && left.some((one) => one.because === 'condition');
}

function lengthOf(definition: CompiledRoute, id: string, data: Data): number {
  const path = walkedList(definition, id);
  const list = path === null ? null : valueAt(data.event, path);
  return Array.isArray(list) ? list.length : 0;
}

/** The list of the event that a step walks over, by itself or through other steps with `each`. */
export function walkedList(definition: CompiledRoute, id: string): string | null {
  const each = definition.steps[id]?.each ?? null;
  if (each === null) return null;
  return 'event' in each ? each.event : walkedList(definition, each.step);
}

function elementOf({ each }: CompiledStep, instance: number, data: Data): unknown {
  if (each === null) return null;
  if ('step' in each) return answerOf(each.step, instance, data);
  const list = valueAt(data.event, each.event);
  return Array.isArray(list) ? ((list as unknown[])[instance] ?? null) : null;
}
