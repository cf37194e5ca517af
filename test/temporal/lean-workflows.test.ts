import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { leanWorkflows } from '../../temporal/lean-workflows.ts';
import { WorkflowThread } from '../../temporal/workflow-thread.ts';

let folder: string;
const thread = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lean-workflows-'));
  const files = ['workflow-worker-thread.js', 'other.js'];
  await Promise.all(files.map((name) => writeFile(thread(name), 'setInterval(() => {}, 1000)')));
  leanWorkflows();
});
afterAll(() => rm(folder, { recursive: true }));

/** As the SDK has it: looked up when a thread is made. */
const threads = createRequire(import.meta.url)('node:worker_threads') as { Worker: typeof Worker };

describe('a process with lean workflows', () => {
  it('watches over the threads that run workflows, and over no others', async () => {
    const workflows = new threads.Worker(thread('workflow-worker-thread.js'));
    const other = new threads.Worker(thread('other.js'));
    expect([workflows, other].map((made) => made.constructor.name)).toEqual([WorkflowThread.name, 'Worker']);
    await Promise.all([workflows.terminate(), other.terminate()]);
  });

  it('lets a class that is made of `Worker` be what it is', async () => {
    class Watched extends threads.Worker {}
    const watched = new Watched(thread('workflow-worker-thread.js'));
    expect(watched).toBeInstanceOf(Watched);
    await watched.terminate();
  });
});
