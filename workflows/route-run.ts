import { workflowInfo } from '@temporalio/workflow';
import type { RouteInput, StepRef } from '../temporal/messages.ts';
import { newRoute, type RouteState } from './engine/route-state.ts';
import type { Run } from './engine/run-route.ts';
import { type View, viewOf } from './engine/health.ts';
import type { Flow } from './flow.ts';
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
    local: { tickets: [], onSpent },
  };
}

export const nameOf = ({ step, instance }: StepRef): string => `${step}/${instance}`;

/** More than one workflow task records. */
const perEvent = 100;

/**
 * The counter under which the next thing is recorded. It grows with the history: what a lost workflow task has recorded,
 * and another one takes otherwise because a message came in between, is written over whatever its place in the order.
 */
export function nextSeq(run: RouteRun): number {
  run.state.seq = Math.max(run.state.seq + 1, workflowInfo().historyLength * perEvent);
  return run.state.seq;
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
