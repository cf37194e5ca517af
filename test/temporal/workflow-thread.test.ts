import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isWorkflowThread, WorkflowThread } from '../../temporal/workflow-thread.ts';

/** Answers what it is asked, but for run "endless", in which it stays. */
const script = `const { parentPort } = require('node:worker_threads');
const { Script, createContext } = require('node:vm');
const context = createContext({});
parentPort.on('message', ({ requestId, input }) => {
  for (;;) if (input.runId !== 'endless') break;
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

async function opened(): Promise<WorkflowThread> {
  const thread = new WorkflowThread(file);
  await new Promise((resolve) => thread.once('online', resolve));
  return thread;
}
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
    const thread = await opened();
    await expect(ask(thread, 'unheard')).resolves.toEqual({ requestId: 1, answer: 2 });
    await thread.terminate();
  });

  describe('is looked at every five seconds', () => {
    beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] }));
    afterEach(() => jest.useRealTimers());

    it('and ended with the run it stays in, when it has not said a word for a minute', async () => {
      const thread = await opened();
      const failed = new Promise<Error>((resolve) => thread.once('error', resolve));
      const ended = new Promise((resolve) => thread.once('exit', resolve));
      thread.postMessage({ requestId: 1, input: { runId: 'endless' } });
      thread.postMessage({ requestId: 2, input: { runId: 'waits-behind' } });

      jest.advanceTimersByTime(60_000);

      expect((await failed).message).toContain('run endless does not come to an end');
      await ended;
    });

    it('and left alone where it is asked nothing, or answers in between', async () => {
      const thread = await opened();
      const failed = jest.fn();
      thread.on('error', failed);
      jest.advanceTimersByTime(120_000);
      await ask(thread, 'short');
      jest.advanceTimersByTime(120_000);

      expect(failed).not.toHaveBeenCalled();
      await thread.terminate();
    });
  });
});
