import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { connect } from '../../db/client.ts';
import { definitions, routes } from '../../db/schema.ts';
import { openFolder, root } from '../../scripts/environment/folders.ts';
import { freePort } from '../../scripts/environment/ports.ts';
import { lastLines, launch, type Running } from '../../scripts/environment/processes.ts';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { bundlePath, freshNamespace, namespaceOf, temporalAddress } from '../support/temporal.ts';

describe('the worker process', () => {
  let database: FreshDatabase;
  let folder: string;
  let namespace: string;
  const started: Running[] = [];
  beforeAll(async () => {
    [database, namespace, folder] = await Promise.all([
      freshDatabase(),
      freshNamespace(),
      mkdtemp(join(openFolder, 'hayot-worker-')),
    ]);
  });
  afterAll(async () => {
    await Promise.all(started.map((one) => one.stop()));
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  async function startWorker(settings: NodeJS.ProcessEnv = {}) {
    const port = await freePort();
    const worker = await launch({
      name: 'worker',
      command: process.execPath,
      args: [join(root, 'worker/index.ts')],
      environment: {
        ...process.env,
        NODE_OPTIONS: '',
        DATABASE_URL: database.url,
        TEMPORAL_ADDRESS: temporalAddress(),
        TEMPORAL_NAMESPACE: namespace,
        WORKFLOW_BUNDLE: bundlePath(),
        WORKER_METRICS_PORT: String(port),
        ...settings,
      },
      log: join(folder, `${port}.log`),
    });
    started.push(worker);
    const status = (path: string) =>
      fetch(`http://127.0.0.1:${port}${path}`).then(
        async (response) => ({ status: response.status, text: await response.text() }),
        () => ({ status: 0, text: '' }),
      );
    return { worker, status };
  }

  it('is ready when all its queues are polled, shows metrics, and ends by itself when asked', async () => {
    const { worker, status } = await startWorker();
    await until(async () => (await status('/health/ready')).status === 200);
    const { text } = await status('/metrics');
    process.kill(worker.pid, 'SIGTERM');
    await until(() => Promise.resolve(!worker.isAlive()));

    expect(text).toContain('temporal_worker_start');
    expect(await lastLines(worker.log)).toContain('the worker has ended');
  });

  it('waits for PostgreSQL and Temporal with a plain line, alive but not ready', async () => {
    const nobody = await freePort();
    const { worker, status } = await startWorker({ DATABASE_URL: `postgres://a:b@127.0.0.1:${nobody}/c` });
    await until(async () => (await lastLines(worker.log)).includes('PostgreSQL does not answer yet'));

    expect((await status('/health/live')).status).toBe(200);
    expect((await status('/health/ready')).status).toBe(503);
    process.kill(worker.pid, 'SIGTERM');
    await until(() => Promise.resolve(!worker.isAlive()));
  });

  it('creates the search attributes that officers search by', async () => {
    const connection = await Connection.connect({ address: temporalAddress() });
    const bare = `bare-${Date.now()}`;
    await connection.workflowService.registerNamespace({
      namespace: bare,
      workflowExecutionRetentionPeriod: msToTs('1 day'),
    });
    const { worker, status } = await startWorker({ TEMPORAL_NAMESPACE: bare });
    await until(async () => (await status('/health/ready')).status === 200);
    const client = new Client({ connection, namespace: bare });
    const { count } = await client.workflow.count('RouteHealth = "stuck" AND WaitingOn = "tax"');
    process.kill(worker.pid, 'SIGTERM');
    await connection.close();

    expect(count).toBe(0);
  });

  it('refuses a Temporal that belongs to another installation, and says what to do', async () => {
    const strange = await namespaceOf('another installation');
    const { worker } = await startWorker({ TEMPORAL_NAMESPACE: strange });
    await until(() => Promise.resolve(!worker.isAlive()));

    expect(await lastLines(worker.log)).toMatch(/do not belong together.*operations\.md.*npm run reset/);
  });

  it('builds the workflows itself where no built ones are given', async () => {
    const { worker, status } = await startWorker({ WORKFLOW_BUNDLE: undefined });
    await until(async () => (await status('/health/ready')).status === 200);
    process.kill(worker.pid, 'SIGTERM');
    await until(() => Promise.resolve(!worker.isAlive()));

    expect(await lastLines(worker.log)).toContain('the worker has ended');
  });

  it('does not start while routes are open that need what the catalogue has not, and names it', async () => {
    const db = connect(database.url, { connections: 1 });
    const compiled = {
      id: 'found-choir',
      version: '2024-04-01',
      title: '',
      reads: { values: [], present: [] },
      steps: {},
    };
    await db.orm
      .insert(definitions)
      .values({ hash: 'choir', lifeEvent: compiled.id, version: compiled.version, compiled });
    const start = { facts: {}, items: {} };
    await db.orm.insert(routes).values({
      ...{
        id: 'found-choir-1',
        lifeEvent: compiled.id,
        version: compiled.version,
        definition: 'choir',
        start,
      },
      ...{ personKey: 'key', client: 'mygov', channel: 'portal', testData: true },
    });
    const { worker } = await startWorker();
    await until(() => Promise.resolve(!worker.isAlive()));
    await db.orm.update(routes).set({ state: 'closed' });
    await db.close();

    expect(await lastLines(worker.log)).toContain(
      '- found-choir 2024-04-01: 1 open route; not loaded: the life event.',
    );
  });

  it('says in one sentence which setting is wrong', async () => {
    const { worker } = await startWorker({ WORKER_METRICS_PORT: 'many' });
    await until(() => Promise.resolve(!worker.isAlive()));

    expect(await lastLines(worker.log)).toContain('WORKER_METRICS_PORT');
  });
});

async function until(check: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 40_000;
  while (!(await check())) {
    if (Date.now() > end) throw new Error('Waited for 40 seconds in vain.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
