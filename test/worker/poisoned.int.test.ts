import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { markStuckByFault } from '../../activities/upkeep/mark-faults.ts';
import type { Upkeep } from '../../activities/upkeep/upkeep.ts';
import { readVitalSigns } from '../../db/vital-signs.ts';
import { listRoutes } from '../../db/route-list.ts';
import { openFolder, root } from '../../scripts/environment/folders.ts';
import { workflowTaskQueue } from '../../temporal/messages.ts';
import { message } from '../../temporal/route-messages.ts';
import { Stage } from '../activities/support/stage.ts';
import { catalogueOf, serviceOf } from '../activities/support/country.ts';
import { graph } from '../engine/support/graph.ts';
import { bundlePath, freshNamespace, temporalAddress } from '../support/temporal.ts';
import { type Rig, startRig } from '../workflows/support/rig.ts';

const route = graph('a', { a: { pace: 'ordinary', answers: 'later' } });
const script = { route, perform: { a: () => ({ is: 'accepted' }) as const } };

let stage: Stage;
let folder: string;
let namespace: string;
let rig: Rig | undefined;
const told: unknown[][] = [];
beforeAll(async () => {
  stage = await Stage.set(catalogueOf(serviceOf('registry.act')));
  namespace = await freshNamespace();
  folder = await mkdtemp(join(openFolder, 'hayot-poisoned-'));
});
afterAll(async () => {
  await rig?.end();
  await stage.strike();
  await rm(folder, { recursive: true, force: true });
});

const workWith = async (bundle: string): Promise<Rig> =>
  startRig({ address: temporalAddress(), namespace, bundle });

async function poisonedBundle(): Promise<string> {
  const workflowsPath = join(root, 'test/fixtures/poisoned/workflows.ts');
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  const file = join(folder, 'poisoned.js');
  await writeFile(file, code);
  return file;
}

/** A workflow task that fails again is tried again only after its time-out: ten seconds, unless said otherwise. */
async function beginImpatient({ client }: Rig, id: string): Promise<void> {
  const facts = { facts: {}, items: {}, region: null, testData: true, timeScale: 1 };
  const options = { workflowId: id, taskQueue: workflowTaskQueue, workflowTaskTimeout: '3s' } as const;
  await client.workflow.start(route.id, { ...options, args: [{ route, ...facts }] });
}

/** Looks after the routes until a look finds what is waited for; the test's own patience ends it otherwise. */
async function lookUntil(found: 'marked' | 'cleared', { client: temporal }: Rig) {
  const note = (...line: unknown[]) => told.push(line);
  const upkeep = { db: stage.db, temporal, log: { info: note, warn: note } } as unknown as Upkeep;
  for (;;) {
    const faults = await markStuckByFault(upkeep);
    if (faults[found] > 0) return faults;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function listed(): Promise<{ stuck: string[]; health: string | undefined; revision: unknown }> {
  const viewer = { client: 'portal', personKey: null, team: null };
  const filter = {
    state: null,
    health: null,
    lifeEvent: null,
    waitingOn: null,
    willBeLate: null,
    personKey: null,
  };
  const page = { after: null, limit: 10 };
  const all = await listRoutes(stage.db.orm, viewer, { filter, page });
  const stuck = await listRoutes(stage.db.orm, viewer, { filter: { ...filter, health: 'stuck' }, page });
  const [row] = await stage.rows('select revision from routes');
  return {
    stuck: stuck.items.map(({ id }) => id),
    health: all.items[0]?.health,
    revision: row?.['revision'],
  };
}

describe('a route that a fault of ours holds up', () => {
  it('shows as stuck to everybody, and goes on by itself once the repair is deployed', async () => {
    const id = await stage.enter({ route });
    rig = await workWith(await poisonedBundle());
    await beginImpatient(rig, id);

    expect(await lookUntil('marked', rig)).toEqual({ standing: 1, marked: 1, cleared: 0 });
    expect(await listed()).toEqual({ stuck: [id], health: 'stuck', revision: 1 });
    expect((await readVitalSigns(stage.db.orm)).faults).toEqual([{ fault: 'task-fails', open: 1 }]);
    expect(await stage.rows('select fault_since is not null as held from analyst_routes')).toEqual([
      { held: true },
    ]);

    await rig.end();
    rig = await workWith(bundlePath());
    const repaired = await rig.begin(script, {}, id);

    expect(await lookUntil('cleared', rig)).toEqual({ standing: 0, marked: 0, cleared: 1 });
    expect(await listed()).toEqual({ stuck: [], health: 'on-track', revision: 2 });
    expect((await readVitalSigns(stage.db.orm)).faults).toEqual([]);
    expect(JSON.stringify(told)).toContain(id);
    await repaired.saw('ordinary a');
    await repaired.handle.signal(message.agencyAnswered, { step: 'a', instance: 0, epoch: 1, inbox: 'row' });
    expect(await repaired.outcome()).toBe('complete');
    // Temporal tries a failed task again after ever longer pauses.
  }, 180_000);
});
