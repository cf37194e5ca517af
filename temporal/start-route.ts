import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { type SearchAttributePair, TypedSearchAttributes } from '@temporalio/common';
import { type RouteInput, workflowTaskQueue } from './messages.ts';
import { searchAttribute as attribute } from './search-attributes.ts';

/**
 * Starts the workflow of a route whose row is committed. A second start, also after the route closed, does nothing:
 * API and reconciler may both try. Throws the client's errors while Temporal is away; the reconciler tries again.
 */
export async function startRoute(
  client: Client,
  input: RouteInput,
  id: string,
): Promise<'started' | 'was-started'> {
  try {
    await client.workflow.start(input.route.id, {
      workflowId: id,
      taskQueue: workflowTaskQueue,
      args: [input],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
      staticSummary: input.route.title,
      typedSearchAttributes: new TypedSearchAttributes(atStart(input)),
    });
    return 'started';
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'was-started';
    throw error;
  }
}

function atStart({ route, region, testData }: RouteInput): SearchAttributePair[] {
  const pairs: SearchAttributePair[] = [
    { key: attribute.lifeEvent, value: route.id },
    { key: attribute.routeVersion, value: route.version },
    { key: attribute.routeState, value: 'open' },
    { key: attribute.routeHealth, value: 'on-track' },
    { key: attribute.stepsDone, value: 0 },
    { key: attribute.stepsTotal, value: Object.keys(route.steps).length },
    { key: attribute.needsHuman, value: false },
    { key: attribute.late, value: false },
    { key: attribute.testData, value: testData },
  ];
  return region === null ? pairs : [...pairs, { key: attribute.region, value: region }];
}
