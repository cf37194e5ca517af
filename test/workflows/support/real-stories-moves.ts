import { randomUUID } from 'node:crypto';
import type { ChangeLaw } from '../../../temporal/law-messages.ts';
import { message, rejection } from '../../../temporal/route-messages.ts';
import type { ClockAct, PerformArgs, Performed, StuckReason } from '../../../temporal/messages.ts';
import type { Journey } from './rig.ts';
import { refusalOf } from './refusal.ts';
import { done, down, inMs, mendOf, taskOf } from './town.ts';

/** What somebody outside does to a route. */
export type Move = (route: Journey, lawOf: LawOf) => Promise<unknown>;
/** Another version of the story's life event, and what it starts with. */
type LawOf = (version: string) => Omit<ChangeLaw, 'decision'>;
type Answer = (call: PerformArgs) => Performed;

const heard = 'heard';
/** Comes too early, or the server is too busy to hear it. */
const early: readonly string[] = [rejection.notWaiting, rejection.notStuck, rejection.noRunningTerm];
const isPassing = (refusal: string) => early.includes(refusal) || refusal.startsWith('ServiceError');

/** Says it until the route takes it, and once only: whoever comes too early is told so, and nothing is written down. */
async function insist(route: Journey, name: keyof typeof message, argument: object): Promise<void> {
  const until = Date.now() + 60_000;
  const id = randomUUID();
  for (;;) {
    const refusal = await refusalOf(route.update(name, argument, id).then(() => heard));
    if (refusal === heard) return;
    if (!isPassing(refusal) || Date.now() > until)
      throw new Error(
        `${name} is refused: ${refusal}. What it said: ${JSON.stringify(argument).slice(0, 200)}`,
      );
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const answering =
  (taskOfStep: typeof taskOf, declined: boolean) =>
  (step: string, instance = 0): Move =>
  (route) =>
    insist(route, 'answerTask', {
      step,
      instance,
      task: taskOfStep({ step, instance }),
      answer: 'row',
      declined,
    });

/** A person answers a task, or says no to it. */
export const answers = answering(taskOf, false);
export const declines = answering(taskOf, true);
/** A person mends the field that an agency refused, or leaves it. */
export const mends = answering(mendOf, false);
export const leaves = answering(mendOf, true);

const deciding =
  (name: 'retry' | 'skip' | 'resolve') =>
  (step: string, instance = 0): Move =>
  (route) =>
    insist(route, name, { step, instance, decision: 'row' });

/** An officer decides on a stuck step. */
export const retries = deciding('retry');
export const skips = deciding('skip');
export const resolves = deciding('resolve');

/** Withdraws the steps named, or the whole route. */
export const withdraws =
  (...steps: string[]): Move =>
  (route) =>
    insist(route, 'withdraw', steps.length === 0 ? {} : { steps });

export const cancels: Move = (route) => route.handle.cancel();

/** An agency calls back by itself; by default those that answer later do so soon after the call. */
export const callsBack =
  (step: string, instance = 0, epoch = 1): Move =>
  (route) =>
    route.handle.signal(message.agencyAnswered, { step, instance, epoch, inbox: 'row' });

/** An officer pauses, resumes or extends a running term. */
export const sets =
  (step: string, act: ClockAct): Move =>
  (route) =>
    insist(route, 'setClock', { step, instance: 0, act, decision: 'row' });

/** A decree moves the calendar. */
export const decrees: Move = (route) => insist(route, 'recalculate', { decree: 'decree' });

/** The law has changed, and the route may move. */
export const goesOnBy =
  (version: string): Move =>
  (route, lawOf) =>
    insist(route, 'changeLaw', { ...lawOf(version), decision: 'row' });

/** Waits until the line is in the log, or until officers see the route so. */
export const sees =
  (line: string): Move =>
  (route) =>
    route.saw(line);
export const shows =
  (attributes: Readonly<Record<string, unknown>>): Move =>
  (route) =>
    route.shows(attributes);

/**
 * So many answers of one step, one after the other; the last one stays. A quick call that is made once more, since its
 * workflow task was lost, is answered as before: the route has not heard of it.
 */
export function inTurn(...turns: readonly (() => Performed)[]): Answer {
  const calls = new Map<string, number[]>();
  return ({ step, instance, seq, pace }) => {
    const before = calls.get(`${step}/${instance}`) ?? [];
    const isAgain = pace === 'quick' && before.includes(seq);
    const asked = isAgain ? before : [...before, seq];
    calls.set(`${step}/${instance}`, asked);
    const turn = isAgain ? before.indexOf(seq) : asked.length - 1;
    return (turns[turn] ?? turns.at(-1) ?? done)();
  };
}

/** What is refused is answered so again until it is mended, however often the call is made. */
export const inEpochs =
  (...turns: readonly (() => Performed)[]): Answer =>
  ({ epoch }) =>
    (turns[epoch - 1] ?? done)();

/** Cannot be reached so often: more than the first attempts, so that the route waits for it; then it is back. */
export const downForLong = (): Answer => inTurn(...Array.from({ length: 6 }, () => () => down()), done);

export const stuck =
  (reason: StuckReason = 'contract-broken') =>
  (): Performed => ({ is: 'stuck', reason });
export const accepted = (): Performed => ({ is: 'accepted' });

/** Steps that no attempt can settle, and an officer who leaves them out. */
export const stuckThenSkipped = (...steps: readonly string[]) => ({
  perform: Object.fromEntries(steps.map((step) => [step, stuck()])),
  help: steps.map((step) => skips(step)),
});

/** A deadline so near that nobody keeps it. */
export const soonDue = () => ({ dueAt: inMs(400) });
