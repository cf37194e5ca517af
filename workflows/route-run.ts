import { workflowInfo } from '@temporalio/workflow';
import type { Overtaken, RouteInput, StepRef } from '../temporal/messages.ts';
import { newRoute, type RouteState } from './engine/route-state.ts';
import type { Run } from './engine/run-route.ts';
import { type View, viewOf } from './engine/health.ts';
import type { Flow } from './flow.ts';
import { othersFirst } from './others-first.ts';
import type { Together } from './together.ts';

/** One route while it runs: its state as plain data, and what is under way of it. */
export interface RouteRun {
  readonly id: string;
  readonly state: RouteState;
  /** Open instances by `nameOf`, and acts that are being taken back. */
  readonly flows: Map<string, Flow>;
  /** Set once the steps run; messages may come before. */
  engine: Run | null;
  /** Recordings and takings-back under way beside the steps. */
  background: number;
  /** A fault of ours beside the steps: ends the workflow task, which is tried again. */
  readonly fault: { raised: boolean; error: unknown };
  /** Takings-back follow one another, the last begun first. */
  unwinding: Promise<void>;
  /** From then on nothing but the decisions that closing waits for is taken. */
  isClosing: boolean;
  /** What the search attributes say. */
  told: View;
  /** What quick calls have taken of the present workflow task, in milliseconds. */
  readonly budget: { task: number; spentMs: number };
  readonly local: Together;
  /** Something has come from outside, and nothing has been put into a queue or shown since. */
  owesTrace: boolean;
  /** The last counter that was given to each instance, by `nameOf`. */
  readonly given: Map<string, number>;
}

export function newRun(input: RouteInput): RouteRun {
  const state = newRoute(input.route, input);
  const budget = { task: -1, spentMs: 0 };
  const onSpent = (tookMs: number) => {
    budget.spentMs += tookMs;
  };
  return {
    id: workflowInfo().workflowId,
    state,
    flows: new Map(),
    engine: null,
    background: 0,
    fault: { raised: false, error: undefined },
    unwinding: Promise.resolve(),
    isClosing: false,
    told: viewOf(state),
    budget,
    local: { tickets: [], onSpent, othersFirst },
    owesTrace: false,
    given: new Map(),
  };
}

export const nameOf = ({ step, instance }: StepRef): string => `${step}/${instance}`;

/** The counter under which the next thing is recorded, of these instances. */
export function nextSeq(run: RouteRun, refs: readonly StepRef[] = []): number {
  const seq = ++run.state.seq;
  for (const ref of refs) run.given.set(nameOf(ref), seq);
  return seq;
}

/**
 * Lets the counter go on from a row that stood under one which this route never gave to these instances (or at all, where
 * none is named), so that what is written next is the last word. False where there is no such row.
 *
 * A killed worker takes the workflow task it was on with it, and its successor begins that task anew. It may come another
 * way: a quick call that failed then succeeds now, under a lower counter than the rows of the lost task stand under.
 */
export function catchUp(run: RouteRun, refs: readonly StepRef[], { overtakenBy }: Overtaken): boolean {
  if (overtakenBy === undefined) return false;
  const given = refs.map((ref) => run.given.get(nameOf(ref)) ?? 0);
  if (overtakenBy <= (refs.length === 0 ? run.state.seq : Math.max(...given))) return false;
  run.state.seq = Math.max(run.state.seq, overtakenBy);
  return true;
}

/** Lets something go on beside the steps; the route does not close before it has ended. */
export function inBackground(run: RouteRun, work: Promise<void>): void {
  run.background++;
  work
    .catch((error: unknown) => {
      run.fault.raised = true;
      run.fault.error = error;
    })
    .finally(() => {
      run.background--;
    });
}
