import type { WorkflowService } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';

/** Sets for how long Temporal keeps closed routes, unless it is so already; harmless to repeat. */
export async function setRetention(
  { workflowService }: { readonly workflowService: WorkflowService },
  namespace: string,
  hours: number,
): Promise<void> {
  const seconds = hours * 3_600;
  const { config } = await workflowService.describeNamespace({ namespace });
  if (Number(config?.workflowExecutionRetentionTtl?.seconds) === seconds) return;
  await workflowService.updateNamespace({
    namespace,
    config: { workflowExecutionRetentionTtl: msToTs(seconds * 1_000) },
  });
}
