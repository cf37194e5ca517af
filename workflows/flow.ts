import { CancellationScope, CancelledFailure, condition, isCancellation } from '@temporalio/workflow';
import type { CompiledStep } from '../notation/compiled-route.ts';
import type { Opened, Performed, Settled, SkipReason, StepRef } from '../temporal/messages.ts';
import { type InstanceState, instanceState, stepOf } from './engine/route-state.ts';
import type { InstanceEnd } from './engine/settle.ts';
import type { RouteRun } from './route-run.ts';

/** One instance while it is under way, and what messages may tell it. */
export interface Flow {
  readonly run: RouteRun;
  readonly ref: StepRef;
  readonly step: CompiledStep;
  readonly now: InstanceState;
  /** What came from outside and did not settle the step, e.g. a callback that breaks the contract. */
  readonly results: Performed[];
  /** Ends the present phase from outside. */
  end: (end: InstanceEnd) => void;
  /** Set once nothing more may begin. */
  quit: SkipReason | null;
  /** An attempt is under way that is let end. */
  isCalling: boolean;
  /** Answers, decisions and callbacks that are being recorded: they are let finish, and no other is taken. */
  recording: number;
  mayRetry: boolean;
  mended: 'yes' | 'no' | null;
  /** Opened in this epoch. */
  opened: Opened | null;
}

export function newFlow(run: RouteRun, ref: StepRef): Flow {
  const now = instanceState(run.state, ref);
  if (now === undefined) throw new Error(`Step ${ref.step} has no instance ${ref.instance}.`);
  return {
    run,
    ref,
    step: stepOf(run.state, ref.step),
    now,
    results: [],
    end: () => undefined,
    quit: null,
    isCalling: false,
    recording: 0,
    mayRetry: false,
    mended: null,
    opened: null,
  };
}

/**
 * Carries on until the work ends or something from outside ends it; then what is still under way of it is cancelled
 * and its end awaited, so that nothing overtakes it. An answer that arrives all the same counts.
 */
export async function phase(flow: Flow, work: () => Promise<InstanceEnd>): Promise<InstanceEnd> {
  if (flow.quit !== null) return { is: 'skipped', because: flow.quit };
  const ended = Promise.withResolvers<InstanceEnd>();
  flow.end = ended.resolve;
  const scope = new CancellationScope({ cancellable: true });
  const working = scope.run(work);
  const first = await Promise.race([working, ended.promise]);
  flow.end = () => undefined;
  scope.cancel();
  const last = await working.catch(nullWhenCancelled);
  flow.isCalling = false;
  return last?.is === 'settled' ? last : first;
}

/** Runs beside the work of a phase, within its scope; ends the phase where it comes to an end. */
export function beside(flow: Flow, watch: () => Promise<InstanceEnd | null>): void {
  const { end, run } = flow;
  watch().then(
    (ended) => {
      if (ended !== null) end(ended);
    },
    (error: unknown) => {
      if (isCancellation(error)) return;
      Object.assign(run.fault, { raised: true, error });
    },
  );
}

/** True for what ends the step, however it came out. */
export function isEnd(performed: Performed): performed is Extract<Performed, InstanceEnd> {
  return performed.is === 'settled' || performed.is === 'stopped' || performed.is === 'skipped';
}

/** Takes what an activity made of a callback, an answer or a deadline. */
export function deliver(flow: Flow, result: Performed | { readonly is: 'ignored' }): void {
  if (result.is === 'ignored') return;
  if (isEnd(result)) flow.end(result);
  else flow.results.push(result);
}

/** A call that may have acted, and is not going to be taken back: what came of it has to be known. */
export function mayStand({ run, step, now }: Flow): boolean {
  const isTakenBack = step.undo !== null && run.state.halt !== 'death';
  return step.kind === 'call' && now.sent && !isTakenBack;
}

/** Its agency is at work on it, or an officer looks into it. */
function isWithOthers({ step, now }: Flow): boolean {
  const isAccepted = now.accepted || (step.answers === 'polled' && now.status === 'waiting-for-agency');
  return isAccepted || now.status === 'stuck';
}

/**
 * Stops what is under way. A withdrawal interrupts a call that repeats; where the route as a whole comes to its end, an
 * attempt under way is let end first, and what an agency or an officer still has to say of an act that stands is waited for.
 */
export function stop(flow: Flow, because: SkipReason, letEnd: boolean): void {
  if (letEnd && mayStand(flow) && isWithOthers(flow)) return;
  flow.quit = because;
  if (flow.recording === 0 && !(letEnd && flow.isCalling)) flow.end({ is: 'skipped', because });
}

/** Records something from outside. What was stopped meanwhile ends after it: the answer was given before. */
export async function recording<Result>(flow: Flow, work: () => Promise<Result>): Promise<Result> {
  flow.recording++;
  try {
    return await work();
  } finally {
    flow.recording--;
    if (flow.quit !== null && !flow.isCalling) flow.end({ is: 'skipped', because: flow.quit });
  }
}

/**
 * Waits for what is being recorded from outside: a status that is written now would stand over its end. Not to be awaited
 * where there is nothing: histories know the order in which things are begun.
 */
export const recorded = (flow: Flow): Promise<void> => condition(() => flow.recording === 0);

/** Throws where the phase has been ended from outside: what is written is never cancelled, so it has to ask. */
export function demandWanted(): void {
  if (CancellationScope.current().consideredCancelled) throw new CancelledFailure('No longer wanted.');
}

/** A refusal that stays the end. */
export const refusedWith = (code: string): Settled => ({
  is: 'settled',
  end: 'refused',
  code,
  facts: {},
});

function nullWhenCancelled(error: unknown): null {
  if (isCancellation(error)) return null;
  throw error;
}
