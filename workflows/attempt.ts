import { CancellationScope, condition } from '@temporalio/workflow';
import type { PerformArgs, Performed, SkipReason, StuckReason } from '../temporal/messages.ts';
import { type Called, callOrdinarily, callQuickly, hasQuickTime, summaryOf } from './call.ts';
import { heldWords, stuckWords } from './engine/details.ts';
import { isSettled, type Status } from './engine/route-state.ts';
import type { InstanceEnd } from './engine/settle.ts';
import { demandWanted, type Flow, isEnd, mayStand, recorded } from './flow.ts';
import { open } from './open.ts';
import { writeAnew } from './write-anew.ts';
import { callOf, record } from './record.ts';
import { hold, tell } from './tell.ts';

/** So long nobody waits; the timeline of the Temporal UI shows the timer and what it says. */
const longest = '3650 days';

/** Nothing came of it, and nothing was sent. */
const nothing: Performed = { is: 'not-now', because: 'no-place' };
/** To be called again. */
const unavailable: Performed = { is: 'not-now', because: 'unavailable' };

/** Has the service done in this epoch, however often the agency must be asked and officers must decide. */
export async function attempt(flow: Flow): Promise<InstanceEnd> {
  for (;;) {
    const end = await follow(flow, await act(flow));
    if (end !== 'again') return end;
  }
}

/** Goes on from a call that was cut off: its agency is at work on it, or only an officer can say what came of it. */
export async function awaitOutcome(flow: Flow): Promise<InstanceEnd> {
  const known: Performed = flow.now.accepted
    ? { is: 'accepted' }
    : { is: 'stuck', reason: 'outcome-unknown' };
  const end = await follow(flow, known);
  return end === 'again' ? attempt(flow) : end;
}

async function follow(flow: Flow, performed: Performed): Promise<InstanceEnd | 'again'> {
  if (isEnd(performed)) return performed;
  const quit = quitAfter(flow, performed);
  if (quit !== null) return { is: 'skipped', because: quit };
  switch (performed.is) {
    case 'not-now':
      return 'again';
    case 'readdressed':
      Object.assign(flow.now, { agency: performed.agency, accepted: false });
      return 'again';
    case 'accepted':
      return follow(flow, await laterAnswer(flow));
    case 'stuck':
      await beStuck(flow, performed.reason);
      return 'again';
  }
}

/** Why nothing more begins. An agency that is at work already is waited for, whatever has become of the route. */
function quitAfter(flow: Flow, performed: Performed): SkipReason | null {
  if (performed.is !== 'accepted') return flow.quit;
  flow.now.accepted = true;
  const isCutOff = CancellationScope.current().consideredCancelled;
  if (mayStand(flow) && !isCutOff) flow.quit = null;
  return flow.quit;
}

async function act(flow: Flow): Promise<Performed> {
  const { step } = flow;
  if (step.after !== null || step.kind === 'task') await open(flow);
  return step.kind === 'task' ? taskAnswer(flow) : callAgencyOf(flow);
}

/** Quick where it may be; opened before anything that takes longer. */
async function callAgencyOf(flow: Flow): Promise<Performed> {
  const quick = isQuick(flow) ? await tryQuickly(flow) : nothing;
  if (isEnd(quick) || flow.quit !== null) return quick;
  await open(flow);
  return quick.is === 'not-now' ? call(flow) : quick;
}

function isQuick({ step, now, run }: Flow): boolean {
  return step.pace === 'quick' && now.agency === step.agency && hasQuickTime(run);
}

async function tryQuickly(flow: Flow): Promise<Performed> {
  const wasSent = flow.now.sent;
  flow.now.sent = true;
  flow.isCalling = true;
  const args = { ...callOf(flow.run, flow.ref), pace: 'quick', undo: false } as const;
  const performed = await callQuickly(flow.run, flow.step.service, args);
  if (performed.overtakenBy !== undefined) await writeCallAnew(flow, args, performed);
  flow.isCalling = false;
  const isSent =
    performed.is === 'not-now' ? performed.because === 'unavailable' : performed.is !== 'skipped';
  if (!isSent) flow.now.sent = wasSent;
  return performed;
}

/** A few attempts; when the agency is down for all of them, it is waited for. */
async function call(flow: Flow): Promise<Performed> {
  flow.now.sent = true;
  if (flow.step.answers === 'polled' || flow.step.kind === 'proof') return callForLong(flow);
  const first = await callAgency(flow, false);
  if (first.is !== 'used-up') return first;
  if (flow.quit !== null) return unavailable;
  flow.now.isDown = true;
  await awaitAgency(flow);
  const last = await callAgency(flow, true);
  flow.now.isDown = false;
  return last.is === 'used-up' ? unavailable : last;
}

/** A register may have nothing for weeks. A fault of ours on the way has a few attempts more, then it is stuck. */
async function callForLong(flow: Flow): Promise<Performed> {
  await awaitAgency(flow);
  const first = await callAgency(flow, true);
  if (first.is !== 'used-up') return first;
  const last = flow.quit === null ? await callAgency(flow, false) : first;
  return last.is === 'used-up' ? unavailable : last;
}

async function callAgency(flow: Flow, isEndless: boolean) {
  const { service, repeat, timeoutMs, title } = flow.step;
  flow.isCalling = !isEndless;
  const args = { ...callOf(flow.run, flow.ref), pace: 'ordinary', undo: false } as const;
  const { agency, held } = flow.now;
  const shown = held === null ? title : `${title}: ${heldWords(held)}`;
  const call = { service, agency, repeat, timeoutMs, title: shown, isEndless };
  const performed = await callOrdinarily(flow.run, call, args);
  if (performed.overtakenBy !== undefined) await writeCallAnew(flow, args, performed);
  flow.isCalling = false;
  flow.now.held = null;
  return performed;
}

/** Once all that comes from outside meanwhile is recorded; an answer that has settled the step stands. */
async function writeCallAnew(flow: Flow, args: PerformArgs, performed: Called): Promise<void> {
  if (flow.recording > 0) await CancellationScope.nonCancellable(() => recorded(flow));
  const isAnswered = flow.quit === null && CancellationScope.current().consideredCancelled;
  if (!isAnswered) await writeAnew(flow.run, args, performed);
}

async function awaitAgency(flow: Flow): Promise<void> {
  if (flow.recording > 0) await recorded(flow);
  demandWanted();
  enter(flow, 'waiting-for-agency');
  tell(flow.run, true);
  const change = { ...flow.ref, epoch: flow.now.epoch, to: { status: 'waiting-for-agency' } } as const;
  hold(flow, await record(flow.run, [change]));
}

/** The agency has taken the call in; its callback names it. */
async function laterAnswer(flow: Flow): Promise<Performed> {
  flow.now.accepted = true;
  enter(flow, 'waiting-for-agency');
  tell(flow.run, true);
  return nextResult(flow, `Waiting for ${flow.now.agency}: ${flow.step.title}`);
}

async function taskAnswer(flow: Flow): Promise<Performed> {
  flow.now.task = flow.opened?.task ?? null;
  enter(flow, 'waiting-for-person');
  tell(flow.run, true);
  return nextResult(flow, `Waiting for an answer: ${flow.step.title}`);
}

/**
 * What settles the step ends the phase by itself; the rest is handed on here. Where no deadline shows in the timeline
 * of the Temporal UI, the wait itself does, by what `summary` says.
 */
export async function nextResult(flow: Flow, summary: string): Promise<Performed> {
  const isThere = () => flow.results.length > 0;
  await (flow.opened?.dueAt ? condition(isThere) : waitUntil(isThere, summary));
  return flow.results.shift() ?? { is: 'stuck', reason: 'unexpected' };
}

/** Waits for as long as it takes, visibly. */
export async function waitUntil(isSo: () => boolean, summary: string): Promise<void> {
  while (!(await condition(isSo, longest, { summary: summaryOf(summary) })));
}

async function beStuck(flow: Flow, reason: StuckReason): Promise<void> {
  await open(flow);
  enter(flow, 'stuck');
  await awaitDecision(flow, reason);
}

/** Says that an officer must decide, and waits for "try again"; every other decision ends the phase. */
export async function awaitDecision(flow: Flow, reason: StuckReason): Promise<void> {
  if (flow.recording > 0) await recorded(flow);
  demandWanted();
  flow.now.stuck = reason;
  tell(flow.run, true);
  await record(flow.run, [{ ...flow.ref, epoch: flow.now.epoch, to: { status: 'stuck', reason } }]);
  await waitUntil(() => flow.mayRetry, `Stuck: ${flow.step.title}, ${stuckWords[reason]}`);
  flow.now.stuck = null;
  flow.mayRetry = false;
  flow.results.length = 0;
  if (!isSettled(flow.now)) enter(flow, 'in-progress');
  tell(flow.run);
}

/** A new status, from now on. */
export function enter(flow: Flow, status: Status): void {
  flow.now.status = status;
  flow.now.since = Date.now();
}
