import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPlatform, type PlatformAnswer } from '../../activities/platform/index.ts';
import { callOn } from '../platform/support/calls.ts';
import { contracts } from '../platform/support/contracts.ts';
import { platformAt } from '../platform/support/running-simulator.ts';

const entry = join(import.meta.dirname, 'support', 'simulator-process.ts');

let folder: string;
let running: ChildProcess | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hayot-killed-'));
});
afterEach(async () => {
  running?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Starts the simulator as a process of its own; `call` goes over a platform of its own too. */
async function start() {
  const child = spawn(process.execPath, [entry], {
    env: { ...process.env, NODE_OPTIONS: '', SIMULATOR_DATA: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running = child;
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  const url = `http://127.0.0.1:${port.toString().trim()}`;
  const platform = createPlatform(platformAt(url), contracts);
  return {
    url,
    call: callOn(platform),
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
      await platform.close();
    },
  };
}

const keys = Array.from({ length: 60 }, (_, index) => `route-${index}/register/0/1`);

describe('a simulator that is killed in the middle of its work', () => {
  it('knows afterwards every effect it answered for, and does none twice', async () => {
    const first = await start();
    const answers = new Map<string, PlatformAnswer>();
    const calls = keys.map(async (key) => answers.set(key, await first.call('registry.register', key)));
    while ([...answers.values()].filter(({ is }) => is === 'answered').length < 20) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await first.kill();
    await Promise.all(calls);
    await appendFile(join(folder, 'ledger.jsonl'), '{"line":"request","torn');

    const second = await start();
    const repeated = await Promise.all(keys.map((key) => second.call('registry.register', key)));

    const kept = keys.filter((key) => answers.get(key)?.is === 'answered');
    expect(kept.length).toBeGreaterThanOrEqual(20);
    expect(kept.map((key) => repeated[keys.indexOf(key)])).toEqual(kept.map((key) => answers.get(key)));
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
