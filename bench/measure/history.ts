import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';

export interface HistorySize {
  readonly events: number;
  /** As it goes over the wire. */
  readonly bytes: number;
}

/** How much one route leaves in Temporal. */
export async function historySize(client: Client, workflowId: string): Promise<HistorySize> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  const list = events ?? [];
  return {
    events: list.length,
    bytes: proto.temporal.api.history.v1.History.encode({ events: list }).finish().length,
  };
}
