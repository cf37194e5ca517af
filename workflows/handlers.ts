import { defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';
import type { ChangeLaw, LawChanged } from '../temporal/law-messages.ts';
import {
  type AgencyAnswered,
  type AnswerTask,
  type Decide,
  message,
  type Recalculate,
  type Recalculated,
  type Resolve,
  type SetClock,
  type UpdateResult,
  type Withdraw,
  type WithdrawResult,
} from '../temporal/route-messages.ts';
import { recalculate, setClock } from './clock.ts';
import { changeLaw, mayChangeLaw } from './change-law.ts';
import { deliver, recording } from './flow.ts';
import { nameOf, type RouteRun } from './route-run.ts';
import { answerTask, resolveStep, retryStep, skipStuckStep } from './steer.ts';
import { settle } from './record.ts';
import { mayAnswer, maySetClock, mayResolve, mayRetry, maySkip, mayWithdraw } from './validators.ts';
import { withdrawRoute } from './withdraw-route.ts';

const answerTaskUpdate = defineUpdate<UpdateResult, [AnswerTask]>(message.answerTask);
const retryUpdate = defineUpdate<UpdateResult, [Decide]>(message.retry);
const skipUpdate = defineUpdate<UpdateResult, [Decide]>(message.skip);
const resolveUpdate = defineUpdate<UpdateResult, [Resolve]>(message.resolve);
const withdrawUpdate = defineUpdate<WithdrawResult, [Withdraw]>(message.withdraw);
const setClockUpdate = defineUpdate<UpdateResult, [SetClock]>(message.setClock);
const recalculateUpdate = defineUpdate<Recalculated, [Recalculate]>(message.recalculate);
const changeLawUpdate = defineUpdate<LawChanged, [ChangeLaw]>(message.changeLaw);
const agencyAnsweredSignal = defineSignal<[AgencyAnswered]>(message.agencyAnswered);

/** Takes the messages of a route. All state exists before: a message that came early is handled in here. */
export function takeMessages(run: RouteRun): void {
  setHandler(retryUpdate, (decide) => retryStep(run, decide), {
    validator: (decide: Decide) => mayRetry(run, decide),
    description:
      'Tries a stuck step again. May be sent by hand: {"step": "clinic"} or {"step": "ask", "instance": 1}.',
  });
  setHandler(skipUpdate, (decide) => skipStuckStep(run, decide), {
    validator: (decide: Decide) => maySkip(run, decide),
    description:
      'Leaves out a stuck step that others can do without. May be sent by hand: {"step": "clinic"}.',
  });
  setHandler(resolveUpdate, (resolve) => resolveStep(run, resolve), {
    validator: (resolve: Resolve) => mayResolve(run, resolve),
    description:
      'Only through the API, which checks and stores the answer first: POST /v1/routes/{id}/steps/{step}/resolve. ' +
      'Sent as {"step": "clinic", "instance": 0, "decision": "<row>"}.',
  });
  setHandler(answerTaskUpdate, (answer) => answerTask(run, answer), {
    validator: (answer: AnswerTask) => mayAnswer(run, answer),
    description:
      'Only through the API, which checks and stores the answer first: POST /v1/tasks/{id}/answer. ' +
      'Sent as {"step": "ask", "instance": 0, "task": "<row>", "answer": "<row>", "declined": false}.',
  });
  setHandler(withdrawUpdate, (withdraw) => withdrawRoute(run, withdraw), {
    validator: (withdraw: Withdraw) => mayWithdraw(run, withdraw),
    description:
      'Only through the API, which stores who asks and why: POST /v1/routes/{id}/withdraw. ' +
      'Sent as {"decision": "<row>"} or {"decision": "<row>", "steps": ["clinic"]}.',
  });
  takeClockMessages(run);
  setHandler(changeLawUpdate, (change) => changeLaw(run, change), {
    validator: (change: ChangeLaw) => mayChangeLaw(run, change),
    description: 'Only by `npm run law-change`, which checks the event against the new version first.',
  });
  setHandler(agencyAnsweredSignal, (answered) => takeCallback(run, answered), {
    description:
      'Only by the API, once the callback stands in the inbox: POST /v1/callbacks/{agency}. ' +
      'Sent as {"step": "clinic", "instance": 0, "epoch": 1, "inbox": "<row>"}.',
  });
}

/** What moves running terms. */
function takeClockMessages(run: RouteRun): void {
  setHandler(setClockUpdate, (act) => setClock(run, act), {
    validator: (act: SetClock) => maySetClock(run, act),
    description:
      'Only through the API, which stores who asks and why: POST /v1/routes/{id}/steps/{step}/pause, resume or extend. ' +
      'Sent as {"step": "clinic", "instance": 0, "act": {"is": "pause"}, "decision": "<row>"}.',
  });
  setHandler(recalculateUpdate, (decree) => recalculate(run, decree), {
    description:
      'Only by an operation, once the decree is stored: POST /v1/calendars. Sent as {"decree": "<row>"}.',
  });
}

/** An answer for a step that has ended, or for an earlier epoch, stays in the inbox and changes nothing. */
async function takeCallback(run: RouteRun, { inbox, epoch, ...ref }: AgencyAnswered): Promise<void> {
  const flow = run.flows.get(nameOf(ref));
  if (flow === undefined || flow.now.epoch !== epoch) return;
  await recording(flow, async () => {
    deliver(flow, await settle(run, flow.ref, { inbox, undoing: flow.now.isBeingUndone }));
  });
}
