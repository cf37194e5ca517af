import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPlatform, type Platform } from '../../activities/platform/index.ts';
import { services } from '../../catalogue/uz/services.ts';
import { callOn, mother } from '../platform/support/calls.ts';
import { platformAt } from '../platform/support/running-simulator.ts';
import { startSimulator } from './support/process.ts';

const catalogue = {
  services: Object.fromEntries(services.map((service) => [service.id, service])),
  agencies: {},
};

let folder: string;
let end = (): unknown => undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hayot-killed-'));
});
afterEach(async () => {
  end();
  await rm(folder, { recursive: true, force: true });
});

/** Starts the simulator as a process of its own, with a platform to call it over. */
async function start() {
  const { child, exit, nextLine } = startSimulator(folder);
  end = () => child.kill('SIGKILL');
  const { address } = await nextLine();
  const url = `http://127.0.0.1:${address?.port ?? 0}`;
  const platform = createPlatform(platformAt(url), catalogue);
  const call = callOn(platform);
  return {
    url,
    register: (key: string) =>
      call('civil-registry.register-birth', key, { agency: 'civil-registry', input: birth }),
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
      await platform.close();
    },
  };
}

const birth = {
  medicalRecord: 'A-1',
  visit: null,
  bornOn: '2026-02-03',
  place: 'hospital',
  givenName: 'Umid',
  sex: 'male',
  multiple: null,
  mother: mother(),
  father: null,
  parentsMarried: false,
};
const keys = Array.from({ length: 60 }, (_, index) => `route-${index}/register/0/1`);

describe('a simulator that is killed in the middle of its work', () => {
  it('knows afterwards every effect it answered for, and does none twice', async () => {
    const first = await start();
    const answers = new Map<string, Awaited<ReturnType<Platform['call']>>>();
    const calls = keys.map(async (key) => answers.set(key, await first.register(key)));
    const done = () => keys.filter((key) => answers.get(key)?.is === 'answered');
    while (done().length < 20) await new Promise((resolve) => setTimeout(resolve, 2));
    await first.kill();
    await Promise.all(calls);
    await appendFile(join(folder, 'ledger.jsonl'), '{"line":"request","torn');

    const second = await start();
    const repeated = await Promise.all(keys.map(second.register));

    expect(done().map((key) => repeated[keys.indexOf(key)])).toEqual(done().map((key) => answers.get(key)));
    expect(await (await fetch(`${second.url}/ledger/summary`)).json()).toMatchObject({
      effects: keys.length,
      duplicates: 0,
      keysWithTwoBodies: 0,
    });
    await second.kill();
  });

  it('keeps the key that signs development tokens', async () => {
    const keySet = async () => {
      const simulator = await start();
      const published: unknown = await (await fetch(`${simulator.url}/jwks.json`)).json();
      await simulator.kill();
      return published;
    };

    const before = await keySet();
    expect(before).toMatchObject({ keys: [{ kty: 'EC', alg: 'ES256' }] });
    expect(await keySet()).toEqual(before);
  });
});
