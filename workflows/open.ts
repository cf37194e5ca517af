import { condition } from '@temporalio/workflow';
import type { Instant } from '../temporal/messages.ts';
import { summaryOf } from './call.ts';
import type { InstanceEnd } from './engine/settle.ts';
import { beside, deliver, demandWanted, type Flow, isEnd } from './flow.ts';
import { openStep, passDeadline } from './record.ts';
import { hold, tell } from './tell.ts';
import { leaveTrace } from './trace.ts';

const aMinute = 60_000;
/** For a wait that another calendar has done away with. */
const longAgo: Instant = new Date(0).toISOString();

/** Once an epoch: enters the step, arms its timers, and waits until it may begin. */
export async function open(flow: Flow): Promise<void> {
  if (flow.opened !== null) return;
  const opened = await openStep(flow.run, flow.ref);
  demandWanted();
  flow.opened = opened;
  flow.now.dueAt = millis(opened.dueAt);
  hold(flow, opened);
  if (opened.dueAt !== null) beside(flow, () => watchDeadline(flow));
  if (opened.normAt !== null) beside(flow, () => watchNorm(flow));
  const { notBefore } = opened;
  if (notBefore === null) return;
  if (Date.parse(notBefore) - Date.now() > aMinute) tell(flow.run, true);
  await passing(() => flow.opened?.notBefore ?? longAgo, `Not before: ${flow.step.title}`);
}

/** What happens at the deadline happens once; a term that is given more time after it is late no longer. */
async function watchDeadline(flow: Flow): Promise<InstanceEnd | null> {
  const dueAt = () => flow.opened?.dueAt ?? null;
  for (;;) {
    await passing(dueAt, `Deadline: ${flow.step.title}`);
    const { late } = flow.step;
    const result = await passDeadline(flow.run, flow.ref, typeof late === 'string' ? late : 'granted');
    if (result.is !== 'ignored' && isEnd(result)) return result;
    demandWanted();
    deliver(flow, result);
    flow.now.late = isPast(dueAt());
    tell(flow.run);
    await condition(() => !isPast(dueAt()));
    flow.now.late = false;
    tell(flow.run);
  }
}

async function watchNorm(flow: Flow): Promise<null> {
  const normAt = () => flow.opened?.normAt ?? null;
  for (;;) {
    await passing(normAt, `Norm: ${flow.step.title}`);
    leaveTrace(flow.run);
    flow.now.beyondNorm = true;
    tell(flow.run);
    await condition(() => !isPast(normAt()));
    flow.now.beyondNorm = false;
    tell(flow.run);
  }
}

/** Waits until the instant has passed, as it is told at the time: it may move, and stops while there is none. */
async function passing(instant: () => Instant | null, summary: string): Promise<void> {
  for (;;) {
    const at = instant();
    const isMoved = () => instant() !== at;
    if (at === null) await condition(isMoved);
    else if (!(await condition(isMoved, Math.max(1, Date.parse(at) - Date.now()), titled(summary)))) return;
  }
}

const titled = (summary: string) => ({ summary: summaryOf(summary) });

const isPast = (at: Instant | null): boolean => at !== null && Date.parse(at) <= Date.now();

export const millis = (at: Instant | null): number | null => (at === null ? null : Date.parse(at));
