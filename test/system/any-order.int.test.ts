import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openFolder, root } from '../../scripts/environment/folders.ts';
import { accepts, freePort } from '../../scripts/environment/ports.ts';
import { lastLines, launch, type Running } from '../../scripts/environment/processes.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { bundlePath, freshNamespace, temporalAddress } from '../support/temporal.ts';
import { until } from './support/agencies.ts';
import { type LateServer, lateServer } from './support/late-server.ts';
import { birth } from './support/people.ts';
import { Portal } from './support/portal.ts';

const ours = ['api', 'worker', 'simulator'] as const;
type Name = (typeof ours)[number] | 'PostgreSQL' | 'Temporal';
const away = { live: 200, ready: 503 };
const well = { live: 200, ready: 200 };

/** A whole Hayot whose parts come up one by one, in the order that a test wants. */
class House {
  readonly #running = new Map<string, Running>();
  readonly #servers: Readonly<Record<'PostgreSQL' | 'Temporal', LateServer>>;
  readonly #database: FreshDatabase;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #folder: string;
  readonly api: string;
  readonly simulator: string;
  readonly #metrics: string;

  private constructor(parts: {
    database: FreshDatabase;
    servers: Record<'PostgreSQL' | 'Temporal', LateServer>;
    environment: NodeJS.ProcessEnv;
    folder: string;
  }) {
    this.#database = parts.database;
    this.#servers = parts.servers;
    this.#environment = parts.environment;
    this.#folder = parts.folder;
    const at = (name: string) => `http://127.0.0.1:${parts.environment[name] ?? ''}`;
    [this.api, this.simulator, this.#metrics] = [at('PORT'), at('SIMULATOR_PORT'), at('WORKER_METRICS_PORT')];
  }

  static async plan(): Promise<House> {
    const [database, namespace] = [await freshDatabase(), await freshNamespace()];
    const folder = await mkdtemp(join(openFolder, 'hayot-order-'));
    const url = new URL(database.url);
    const [temporalHost = '', temporalPort] = temporalAddress().split(':');
    const servers = {
      PostgreSQL: await lateServer({ host: url.hostname, port: Number(url.port) }),
      Temporal: await lateServer({ host: temporalHost, port: Number(temporalPort) }),
    };
    url.host = servers.PostgreSQL.address;
    const [api, simulator, metrics] = [await freePort(), await freePort(), await freePort()];
    const issuer = `http://127.0.0.1:${simulator}`;
    const environment = {
      ...process.env,
      NODE_OPTIONS: '',
      DATABASE_URL: url.href,
      TEMPORAL_ADDRESS: servers.Temporal.address,
      TEMPORAL_NAMESPACE: namespace,
      WORKFLOW_BUNDLE: bundlePath(),
      PORT: String(api),
      SIMULATOR_PORT: String(simulator),
      WORKER_METRICS_PORT: String(metrics),
      SIMULATOR_DATA: join(folder, 'simulator'),
      HISTORY_FOLDER: join(folder, 'histories'),
      CALLBACK_URL: `http://127.0.0.1:${api}`,
      JWT_ISSUER: issuer,
      JWKS_URL: `${issuer}/jwks.json`,
      PLATFORM_TOKEN_URL: `${issuer}/oauth2/token`,
      PLATFORM_GATEWAY_URL: `${issuer}/gateway`,
    };
    return new House({ database, servers, environment, folder });
  }

  async bring(name: Name): Promise<void> {
    if (name === 'PostgreSQL' || name === 'Temporal') return this.#servers[name].come();
    const running = await launch({
      name,
      command: process.execPath,
      args: [join(root, name, 'index.ts')],
      environment: this.#environment,
      log: join(this.#folder, `${name}.log`),
    });
    this.#running.set(name, running);
  }

  /** Status codes of liveness and readiness; 0 where nobody answers. */
  async health(name: 'api' | 'worker'): Promise<{ live: number; ready: number }> {
    const at = name === 'api' ? this.api : this.#metrics;
    const ask = (path: string) =>
      fetch(`${at}${path}`, { signal: AbortSignal.timeout(5_000) }).then(
        ({ status }) => status,
        () => 0,
      );
    return { live: await ask('/health/live'), ready: await ask('/health/ready') };
  }

  async untilHealth(name: 'api' | 'worker', wanted: { live: number; ready: number }): Promise<void> {
    const isWanted = (seen: typeof wanted) => JSON.stringify(seen) === JSON.stringify(wanted);
    await until(() => this.health(name), isWanted, `${name} ${JSON.stringify(wanted)}`);
  }

  /** The simulator signs portals in, so that it is waited for as well. */
  async untilAllAreWell(): Promise<void> {
    await this.untilHealth('api', well);
    await this.untilHealth('worker', well);
    const { hostname, port } = new URL(this.simulator);
    await until(() => accepts(hostname, Number(port)), Boolean, 'The simulator');
  }

  async untilItSays(name: (typeof ours)[number], words: string): Promise<void> {
    const log = this.#running.get(name)?.log ?? '';
    const said = (lines: string) => lines.includes(words);
    await until(() => lastLines(log, 50), said, `"${words}" in the log of the ${name}`);
  }

  /** Requests that a service has seen. */
  async requests(service: string): Promise<number> {
    const answer = await fetch(`${this.simulator}/ledger?service=${service}`);
    return ((await answer.json()) as { entries: unknown[] }).entries.length;
  }

  signal(name: (typeof ours)[number], signal: NodeJS.Signals): Promise<string> {
    const running = this.#running.get(name);
    if (running !== undefined) process.kill(running.pid, signal);
    return running?.ended ?? Promise.resolve('was not there');
  }

  async clear(): Promise<void> {
    await Promise.all([...this.#running.values()].map((one) => one.stop(5_000)));
    for (const server of Object.values(this.#servers)) server.leave();
    await this.#database.drop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

let house: House;
beforeEach(async () => {
  house = await House.plan();
});
afterEach(() => house.clear());

async function carryABirth(): Promise<string | null> {
  const portal = new Portal(house);
  const event = birth();
  const id = await portal.start('child-birth', event.mother, event);
  return (await portal.follow(id)).outcome;
}

jest.setTimeout(180_000);

describe('the processes of Hayot', () => {
  it('wait for servers that come last, each with a plain line, and say honestly what they cannot do yet', async () => {
    for (const name of ours) await house.bring(name);
    await house.untilHealth('api', away);
    await house.untilHealth('worker', away);
    await house.untilItSays('worker', 'PostgreSQL does not answer yet');

    await house.bring('PostgreSQL');
    await house.untilHealth('api', well);
    expect(await house.health('worker')).toEqual(away);

    await house.bring('Temporal');
    await house.untilAllAreWell();
    expect(await carryABirth()).toBe('complete');
  });

  it.each<{ order: readonly Name[] }>([
    { order: ['worker', 'Temporal', 'simulator', 'PostgreSQL', 'api'] },
    { order: ['Temporal', 'api', 'PostgreSQL', 'worker', 'simulator'] },
  ])('come up in the order $order and carry a birth to its end', async ({ order }) => {
    for (const name of order) {
      await house.bring(name);
      await sleep(1_000);
    }
    await house.untilAllAreWell();

    expect(await carryABirth()).toBe('complete');
  });

  it('end in good order when they are told to', async () => {
    for (const name of ['PostgreSQL', 'Temporal', ...ours] as const) await house.bring(name);
    await house.untilAllAreWell();

    expect(await house.signal('worker', 'SIGTERM')).toBe('ended with code 0');
    expect(await house.signal('api', 'SIGTERM')).toBe('ended with code 0');
    expect(await house.signal('simulator', 'SIGTERM')).toBe('ended with code 0');
  });

  it('finish the call that is under way when told once, and end at once when told twice', async () => {
    for (const name of ['PostgreSQL', 'Temporal', ...ours] as const) await house.bring(name);
    await house.untilAllAreWell();
    await fetch(`${house.simulator}/services/civil-registry.register-birth`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ mode: 'slow', delayMs: 12_000 }),
    });
    const portal = new Portal(house);
    const event = birth();
    const id = await portal.start('child-birth', event.mother, event);
    await portal.follow(id, undefined, ({ steps }) =>
      steps.some((step) => step.id === 'register' && step.status === 'in-progress'),
    );
    // The second one is no quick call: it lasts for as long as the agency takes.
    const requests = () => house.requests('civil-registry.register-birth');
    await until(requests, (seen) => seen >= 2, 'A second request to the agency');

    const ended = house.signal('worker', 'SIGTERM');
    const isOver = await Promise.race([ended, sleep(1_000).then(() => 'under way')]);
    void house.signal('worker', 'SIGTERM');

    expect([isOver, await ended]).toEqual(['under way', 'was ended by SIGTERM']);
  });
});
