import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { leanWorkflows } from '../../temporal/lean-workflows.ts';
import { WorkflowThread } from '../../temporal/workflow-thread.ts';

/** Tells what a hook of promises has heard of one. */
const listening = `
  const { parentPort } = require('node:worker_threads');
  let heard = 0;
  require('node:v8').promiseHooks.createHook({ init: () => { heard += 1; } });
  Promise.resolve().then(() => parentPort.postMessage({ heard }));
  setInterval(() => {}, 1000);`;

let folder: string;
const thread = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lean-workflows-'));
  const files = ['workflow-worker-thread.js', 'other.js'];
  await Promise.all(files.map((name) => writeFile(thread(name), listening)));
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

  it('hears of no promise of a workflow', async () => {
    const made = ['workflow-worker-thread.js', 'other.js'].map((name) => new threads.Worker(thread(name)));
    const heard = await Promise.all(
      made.map(async (one) => ((await once(one, 'message')) as [{ heard: number }])[0].heard),
    );
    await Promise.all(made.map((one) => one.terminate()));
    expect(heard[0]).toBe(0);
    expect(heard[1]).toBeGreaterThan(0);
  });

  it('lets a class that is made of `Worker` be what it is', async () => {
    class Watched extends threads.Worker {}
    const watched = new Watched(thread('workflow-worker-thread.js'));
    expect(watched).toBeInstanceOf(Watched);
    await watched.terminate();
  });
});
