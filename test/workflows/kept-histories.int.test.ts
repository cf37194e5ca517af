import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHistory } from '../../analysis/history/index.ts';
import { loadCatalogue } from '../../catalogue/load.ts';
import { runCommand } from '../../scripts/environment/commands.ts';
import { root } from '../../scripts/environment/folders.ts';
import { message } from '../../temporal/route-messages.ts';
import { bundlePath } from '../support/temporal.ts';
import { possibleEnds, reachedIn } from './support/real-stories-ends.ts';
import { realStories } from './support/real-stories.ts';

const keptIn = join(root, 'test/workflows/histories');
const textOf = (name: string): string => readFileSync(join(keptIn, `${name}.json`), 'utf8');

describe('histories kept from earlier versions', () => {
  const kept = readdirSync(keptIn).map((file) => file.replace('.json', ''));
  const histories = kept.map((name) => parseHistory(textOf(name), name));

  it('are there for every branch of our life events that is told as a story, and for no other', () => {
    expect(kept.toSorted()).toEqual(realStories.map(({ name }) => name).toSorted());
    expect(kept.length).toBeGreaterThanOrEqual(60);
  });

  it('bring every step of every version to each end that it can have', async () => {
    const catalogue = await loadCatalogue([join(root, 'catalogue/uz')]);
    const reached = new Set(histories.flatMap(({ history }) => reachedIn(history).ends));
    const versions = Object.values(catalogue.lifeEvents).flat();
    const possible = versions.flatMap(({ compiled }) => possibleEnds(catalogue, compiled));

    expect(possible.length).toBeGreaterThan(100);
    expect(possible.filter((end) => !reached.has(end))).toEqual([]);
  });

  it('hear every message that a route can be sent', () => {
    const heard = new Set(histories.flatMap(({ history }) => reachedIn(history).heard));

    expect(Object.values(message).filter((name) => !heard.has(name))).toEqual([]);
  });

  it('hold no failed workflow task', () => {
    const failed = histories.filter(({ history }) =>
      history.events?.some((event) => event.workflowTaskFailedEventAttributes),
    );

    expect(failed.map(({ workflowId }) => workflowId)).toEqual([]);
  });

  it('name no machine and no person at it', () => {
    const named = kept.filter((name) =>
      /"identity"|"stackTrace"|hayot@|file:|node_modules/.test(textOf(name)),
    );

    expect(named).toEqual([]);
  });

  it('are replayed by the present code to the same commands', async () => {
    const command = ['scripts/replay.ts', '--file', keptIn, '--json'];
    const environment = { ...process.env, NODE_OPTIONS: '', WORKFLOW_BUNDLE: bundlePath() };
    const { printed } = await runCommand(process.execPath, command, { cwd: root, environment });
    const lines = printed.split('\n').filter((line) => line.startsWith('{'));
    const results = lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);

    expect(results.slice(0, -1).filter(({ result }) => result !== 'same')).toEqual([]);
    expect(results.at(-1)).toEqual({ same: kept.length, differs: 0, unread: 0 });
  }, 120_000);
});
