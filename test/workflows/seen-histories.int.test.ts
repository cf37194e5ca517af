import { join } from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { readHistoryFiles } from '../../analysis/history/index.ts';
import { openReplayer, replayRoute } from '../../analysis/replay/index.ts';
import { root } from '../../scripts/environment/folders.ts';
import { bundlePath } from '../support/temporal.ts';

Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
});

/** Each once went otherwise on replay; its name says what was going on. */
const seen = join(root, 'test/workflows/seen/histories');

describe('histories that an earlier engine could not replay', () => {
  it('are replayed to the same commands', async () => {
    const replayer = openReplayer(bundlePath());
    const results: unknown[] = [];
    for await (const read of readHistoryFiles([seen]))
      results.push('route' in read ? await replayRoute(replayer, read.route) : read);
    await replayer.close();

    expect(results.length).toBeGreaterThan(0);
    expect(results.filter((difference) => difference !== null)).toEqual([]);
  });
});
