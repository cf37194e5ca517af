import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { root } from '../../scripts/environment/folders.ts';
import { startServed } from './served-worker.ts';
import type { Running, Stand } from './subject.ts';

/** A Temporal workflow written by hand, in a worker of its own with a queue of its own. */
export interface ByHand {
  readonly id: string;
  /** Name in `workers/temporal-workflows.ts`. */
  readonly workflow: string;
}

/** All else is as the SDK has it. The driver waits for a route's end by the one long poll that `execute` makes. */
export async function openByHand(stand: Stand, { id, workflow }: ByHand): Promise<Running> {
  const taskQueue = `bench-${id}`;
  const { address } = stand.temporal;
  const environment = {
    BENCH_TEMPORAL: address,
    BENCH_QUEUE: taskQueue,
    BENCH_BUNDLE: await bundle(stand.folder),
  };
  const worker = await startServed(stand, { id, entry: 'temporal.ts', environment });
  // Left open until the bench exits: a wait for a route that is cut off tries it again, and throws where nobody can catch it.
  const connection = await Connection.connect({ address });
  const client = new Client({ connection });
  return {
    get processes() {
      return [
        { kind: 'worker', pid: worker.pid },
        { kind: 'server', pid: stand.temporal.pid },
        { kind: 'database', pid: stand.postgres.pid },
      ] as const;
    },
    run: async (graph, key) => {
      await client.workflow.execute(workflow, { workflowId: key, taskQueue, args: [graph, key] });
    },
    killWorker: () => worker.killAnew(),
    workflowId: (key) => key,
    close: () => worker.close(),
  };
}

/** Built once for a run: a worker that comes back loads it. */
let built: Promise<string> | undefined;

function bundle(folder: string): Promise<string> {
  return (built ??= build(join(folder, 'temporal-by-hand.js')));
}

async function build(file: string): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(root, 'bench/subjects/workers/temporal-workflows.ts'),
    logger: new DefaultLogger('ERROR'),
  });
  await writeFile(file, code);
  return file;
}
