import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isWorkflowThread, WorkflowThread } from '../../temporal/workflow-thread.ts';

/** Answers what it is asked, but for run "endless", in which it stays. */
const script = `const { parentPort } = require('node:worker_threads');
const { Script, createContext } = require('node:vm');
const context = createContext({});
parentPort.on('message', ({ requestId, input }) => {
  while (input.runId === 'endless');
  const timeout = input.runId === 'unheard' ? -1 : 5_000;
  parentPort.postMessage({ requestId, answer: new Script('1 + 1').runInContext(context, { timeout }) });
});`;

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workflow-thread-'));
  file = join(folder, 'workflow-worker-thread.js');
  await writeFile(file, script);
});
afterAll(() => rm(folder, { recursive: true }));

const ask = (thread: WorkflowThread, runId: string, requestId = 1) =>
  new Promise((resolve) => {
    thread.once('message', resolve);
    thread.postMessage({ requestId, input: { runId } });
  });

describe('the thread that runs workflows', () => {
  it('is known by the file of the SDK that it runs', () => {
    expect(isWorkflowThread(require.resolve('@temporalio/worker/lib/workflow/workflow-worker-thread'))).toBe(
      true,
    );
    expect(isWorkflowThread('/lib/thread-stream/worker.js')).toBe(false);
  });

  it('starts no watch for each of its calls: not even an impossible one is looked at', async () => {
    const thread = new WorkflowThread(file);
    await expect(ask(thread, 'unheard')).resolves.toEqual({ requestId: 1, answer: 2 });
    await thread.terminate();
  });

  it('is ended with the run it stays in, when it has not said a word for twelve looks', async () => {
    const thread = new WorkflowThread(file, 20);
    const failed = new Promise<Error>((resolve) => thread.once('error', resolve));
    const ended = new Promise((resolve) => thread.once('exit', resolve));
    thread.postMessage({ requestId: 1, input: { runId: 'endless' } });
    thread.postMessage({ requestId: 2, input: { runId: 'waits-behind' } });

    expect((await failed).message).toContain('run endless does not come to an end');
    await ended;
  });

  it('is left alone where it is asked nothing', async () => {
    const thread = new WorkflowThread(file, 1);
    const failed = jest.fn();
    thread.on('error', failed);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(failed).not.toHaveBeenCalled();
    await thread.terminate();
  });
});
