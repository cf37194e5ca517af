import { Client, Connection } from '@temporalio/client';
import type { TemporalConfig } from './config.ts';

/** A client that needs no Temporal when it is made: the API takes starts while Temporal is away. */
export function createClient(config: TemporalConfig): Client {
  const connection = Connection.lazy({ address: config.address, connectTimeout: '5s' });
  return new Client({ connection, namespace: config.namespace });
}

/** True when Temporal answers within the time given; for readiness. */
export async function isTemporalUp(client: Client, withinMs = 2_000): Promise<boolean> {
  try {
    // Not by ensureConnected: that remembers for ever that the first attempt failed.
    await client.withDeadline(Date.now() + withinMs, () => client.workflowService.getSystemInfo({}));
    return true;
  } catch {
    return false;
  }
}
