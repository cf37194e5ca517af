import { ApplicationFailure } from '@temporalio/workflow';
import type { AnswerTask, Decide, Resolve, SetClock, Withdraw } from '../temporal/route-messages.ts';
import { rejection } from '../temporal/route-messages.ts';
import type { Flow } from './flow.ts';
import { nameOf, type RouteRun } from './route-run.ts';

/**
 * Judges messages before they enter the history. Synchronous, and by what handlers set: a message that comes together
 * with the event that changes the state is judged by the state from before, which the API makes good by asking again.
 */
export function mayAnswer(run: RouteRun, { step, instance, task }: AnswerTask): void {
  const flow = flowOf(run, { step, instance });
  if (flow === undefined || flow.now.task !== task || !isFree(flow))
    throw refusal(rejection.notWaiting, `Step ${step} does not wait for an answer to this task.`);
}

export function mayRetry(run: RouteRun, decide: Decide): void {
  stuckFlow(run, decide);
}

export function maySkip(run: RouteRun, decide: Decide): void {
  const { step, now } = stuckFlow(run, decide);
  if (step.skippable || now.stuck === 'undo-failed' || run.state.withdrawn) return;
  throw refusal(
    rejection.notSkippable,
    `Other steps need the answer of ${decide.step}, or the route fails without it: use resolve.`,
  );
}

export function mayResolve(run: RouteRun, resolve: Resolve): void {
  stuckFlow(run, resolve);
}

export function maySetClock(run: RouteRun, { act, ...of }: SetClock): void {
  const flow = flowOf(run, of);
  const may = flow !== undefined && flow.now.code === null && isFree(flow) && allows(flow, act.is);
  if (!may) throw refusal(rejection.noRunningTerm, `Step ${of.step} has no term that one could ${act.is}.`);
}

/** A running term can be paused, a paused one resumed, and both extended. */
function allows({ opened, now }: Flow, act: SetClock['act']['is']): boolean {
  const runs = opened !== null && now.dueAt !== null;
  if (act === 'pause') return runs;
  return now.isPaused || (act === 'extend' && runs);
}

export function mayWithdraw(run: RouteRun, { steps }: Withdraw): void {
  const unknown = (steps ?? []).find((step) => !Object.hasOwn(run.state.definition.steps, step));
  if (unknown !== undefined) throw unknownStep(unknown);
  if (run.isClosing || run.state.halt !== null)
    throw refusal(rejection.closed, 'The route has come to its end; nothing can be withdrawn any more.');
}

/** The instance a message means. One sent by hand may leave out the instance, or be wrong altogether. */
export function flowOf(run: RouteRun, of: Pick<Decide, 'step' | 'instance'>): Flow | undefined {
  const step: unknown = of.step;
  if (typeof step !== 'string' || !Object.hasOwn(run.state.definition.steps, step))
    throw unknownStep(JSON.stringify(step));
  return run.flows.get(nameOf({ step, instance: of.instance ?? 0 }));
}

function stuckFlow(run: RouteRun, decide: Pick<Decide, 'step' | 'instance'>): Flow {
  const flow = flowOf(run, decide);
  if (flow === undefined || flow.now.stuck === null || !isFree(flow))
    throw refusal(rejection.notStuck, `Step ${decide.step} is not stuck.`);
  return flow;
}

/** False while another message is taken for it, and when its end has been decided. */
const isFree = ({ recording, mayRetry, mended, quit }: Flow): boolean =>
  recording === 0 && !mayRetry && mended === null && quit === null;

const unknownStep = (step: string): ApplicationFailure =>
  refusal(rejection.unknownStep, `This route has no step ${step}.`);

const refusal = (type: string, text: string): ApplicationFailure =>
  ApplicationFailure.nonRetryable(text, type);
