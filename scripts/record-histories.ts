import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
 * engine must go on replaying them.
 */
const kept = join(root, 'test/workflows/histories');
const wanted = realStories.filter(({ name }) => !existsSync(join(kept, `${name}.json`)));
const folder = await mkdtemp(join(tmpdir(), 'hayot-histories-'));
const say = (line: string) => process.stdout.write(`${line}\n`);
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
  });
  await mkdir(kept, { recursive: true });
  for (const story of wanted) {
    const id = await live(rig, catalogue, story);
    const history = await rig.client.workflow.getHandle(id).fetchHistory();
    await writeFile(join(kept, `${story.name}.json`), withoutMachine(historyToJSON(history)));
    say(`${story.name}: ${history.events?.length ?? 0} events`);
  }
  await rig.end();
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

/** Who ran it, and where, is nobody's business. */
function withoutMachine(history: string): string {
  return history
    .replaceAll(/"identity": "[^"]*"/g, '"identity": "recorder"')
    .replaceAll(/"stackTrace": "(?:[^"\\]|\\.)*"/g, '"stackTrace": ""')
    .replaceAll(/"name": "hayot@[^"]*"/g, '"name": "recorder"');
}

say(`${wanted.length} recorded, ${realStories.length - wanted.length} kept as they were.`);
process.exit();
