import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Graph } from '../../graphs.ts';
import { carryGraph } from './carry-graph.ts';
import type { StepActivities } from './temporal.ts';

/** As long as a call may take; what a killed worker had begun is repeated then. */
const startToCloseTimeout = '10s';

const ordinary = proxyActivities<StepActivities>({ startToCloseTimeout });
const local = proxyLocalActivities<StepActivities>({ startToCloseTimeout });

export async function ordinaryActivities(graph: Graph, key: string): Promise<void> {
  await carryGraph(graph, (step) => ordinary.act(key, step));
}

export async function localActivities(graph: Graph, key: string): Promise<void> {
  await carryGraph(graph, (step) => local.act(key, step));
}

export function empty(): Promise<void> {
  return Promise.resolve();
}
