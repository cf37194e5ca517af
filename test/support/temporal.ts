import { randomUUID } from 'node:crypto';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { markTemporal } from '../../temporal/installation.ts';
import { registerSearchAttributes } from '../../temporal/register-search-attributes.ts';
import { fromTestRun } from './environment.ts';

/** host:port of the run's Temporal server. */
export function temporalAddress(): string {
  return fromTestRun('temporal');
}

/** The SQLite file in which that server keeps everything. */
export function temporalDatabase(): string {
  return fromTestRun('temporalDatabase');
}

/** The file with the workflow bundle, built once per run. Throws why it could not be built. */
export function bundlePath(): string {
  try {
    return fromTestRun('bundle');
  } catch {
    throw new Error(`The workflow bundle could not be built: ${fromTestRun('bundleFault')}`);
  }
}

/**
 * A namespace of its own for a test file, with our search attributes: task queues have fixed names, so files that share
 * a namespace would take each other's work.
 */
export async function freshNamespace(): Promise<string> {
  const namespace = `test-${randomUUID()}`;
  const connection = await Connection.connect({ address: temporalAddress() });
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msToTs('1 day'),
    });
    await registerSearchAttributes(connection, namespace);
  } finally {
    await connection.close();
  }
  return namespace;
}

/** A namespace that carries the id of an installation. */
export async function namespaceOf(installation: string): Promise<string> {
  const namespace = await freshNamespace();
  const connection = await Connection.connect({ address: temporalAddress() });
  await markTemporal(connection, namespace, installation).finally(() => connection.close());
  return namespace;
}
