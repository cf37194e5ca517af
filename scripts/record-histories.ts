import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { loadCatalogue } from '../catalogue/load.ts';
import { Connection } from '@temporalio/client';
import { registerSearchAttributes } from '../temporal/register-search-attributes.ts';
import { live, realStories } from '../test/workflows/support/real-stories.ts';
import { startRig } from '../test/workflows/support/rig.ts';
import { root } from './environment/folders.ts';
import { freePort } from './environment/ports.ts';
import { startTemporal } from './environment/temporal-server.ts';
import { workflowBundle } from './environment/workflow-bundle.ts';

/**
 * `node scripts/record-histories.ts`: lives through each branch of our life events on a server of its own, and keeps
 * the histories that are not kept yet. A kept one is never written anew: open routes have histories like it, and the
 * engine must go on replaying them. `--cached-routes 2` lives through them while only two routes fit into memory.
 * Ends with 1 where a story does not come to its end.
 */
const { values } = parseArgs({ options: { 'cached-routes': { type: 'string' } } });
const cachedRoutes = values['cached-routes'] === undefined ? undefined : Number(values['cached-routes']);
/** Who ran it, and where, is nobody's business; and what server and SDK note for themselves nobody reads again. */
const leftOut = [
  ...['identity', 'stackTrace', 'taskId', 'requestId', 'workerVersion', 'meteringMetadata'],
  'historySizeBytes',
];
const atATime = 8;
const kept = join(root, 'test/workflows/histories');
const wanted = realStories.filter(({ name }) => !existsSync(join(kept, `${name}.json`)));
const folder = await mkdtemp(join(tmpdir(), 'hayot-histories-'));
const say = (line: string) => process.stdout.write(`${line}\n`);
const failed: string[] = [];
const server = await startTemporal({
  database: join(folder, 'temporal.db'),
  port: await freePort(),
  uiPort: null,
  log: join(folder, 'temporal.log'),
  say,
});
try {
  const connection = await Connection.connect({ address: server.address });
  await registerSearchAttributes(connection, 'default');
  await connection.close();
  const catalogue = await loadCatalogue([join(root, 'catalogue/uz')]);
  const rig = await startRig({
    address: server.address,
    namespace: 'default',
    bundle: await workflowBundle(),
    services: Object.keys(catalogue.services),
    agencies: Object.keys(catalogue.agencies),
    cachedRoutes,
  });
  await mkdir(kept, { recursive: true });
  const left = wanted.values();
  const recordOnes = async () => {
    for (const story of left) {
      try {
        const id = await live(rig, catalogue, story);
        const history = await rig.client.workflow.getHandle(id).fetchHistory();
        await writeFile(join(kept, `${story.name}.json`), written(historyToJSON(history)));
        say(`${story.name}: ${history.events?.length ?? 0} events`);
      } catch (error) {
        failed.push(story.name);
        say(`${story.name}: ${String(error)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: atATime }, recordOnes));
  if (failed.length === 0) await rig.end();
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

/** One line for each event. Workers' queues are named after their machines. */
function written(history: string): string {
  const { events } = JSON.parse(history, (key, value: unknown) => {
    if (leftOut.includes(key)) return undefined;
    return key === 'name' && String(value).startsWith('hayot@') ? 'recorder' : value;
  }) as { readonly events: readonly unknown[] };
  return `{"events":[\n${events.map((event) => JSON.stringify(event)).join(',\n')}\n]}\n`;
}

say(
  `${wanted.length - failed.length} recorded, ${realStories.length - wanted.length} kept as they were.` +
    (failed.length === 0 ? '' : ` Not come to their end: ${failed.join(', ')}.`),
);
process.exit(failed.length === 0 ? 0 : 1);
