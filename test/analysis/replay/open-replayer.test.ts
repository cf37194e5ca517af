import type { HistoryAndWorkflowId } from '@temporalio/client';
import type { ReplayResult } from '@temporalio/worker';
import { replayerOver } from '../../../analysis/replay/open-replayer.ts';

const history = (workflowId: string) => ({ workflowId, history: {} }) as HistoryAndWorkflowId;

/** Workers that end by themselves in the middle of these histories, so often each; all else goes well. */
function workers(ends: Record<string, number>) {
  let started = 0;
  async function* run(histories: AsyncIterable<HistoryAndWorkflowId>): AsyncGenerator<ReplayResult> {
    started += 1;
    for await (const { workflowId } of histories) {
      const left = ends[workflowId] ?? 0;
      ends[workflowId] = left - 1;
      if (left > 0) throw new Error('Worker was shutdown');
      yield { workflowId, runId: '' };
    }
  }
  return { replayer: replayerOver(run), started: () => started };
}

describe('a replay', () => {
  it('is begun anew where its worker ends by itself: that says nothing against the history', async () => {
    const { replayer, started } = workers({ b: 1 });

    const said = [];
    for (const id of ['a', 'b', 'c']) said.push(await replayer.replay(history(id)));
    await replayer.close();

    expect(said).toEqual([undefined, undefined, undefined]);
    expect(started()).toBe(2);
  });

  it('is given up where a second worker ends at the same history; the next one is replayed all the same', async () => {
    const { replayer } = workers({ b: 2 });

    expect(await replayer.replay(history('b'))).toEqual(new Error('Worker was shutdown'));
    expect(await replayer.replay(history('c'))).toBeUndefined();
    await replayer.close();
  });
});
