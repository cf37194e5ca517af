import { mkdtempSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openFolder } from '../../scripts/environment/folders.ts';
import { childrenIn, ownPlace, start, type Started } from './support/started.ts';

jest.setTimeout(600_000);

let folder: string;
let running: Started | undefined;
beforeAll(async () => {
  folder = mkdtempSync(join(openFolder, 'hayot-killed-'));
  await chmod(folder, 0o755);
});
afterAll(async () => {
  running?.kill('SIGINT');
  await running?.ended;
  rmSync(folder, { recursive: true });
});

/** Kills what runs under this name, once it does. */
async function kill(name: string): Promise<void> {
  for (;;) {
    try {
      process.kill(childrenIn(folder)[name] ?? Number.NaN, 'SIGKILL');
      return;
    } catch {
      // It has just ended, and its successor is not noted yet.
      await sleep(50);
    }
  }
}

describe('while npm start carries a birth and a company', () => {
  it('any of its processes may be killed at any moment, and both routes still close', async () => {
    // Not --once: on a fast machine the routes may close before the last one is killed.
    running = start(await ownPlace(folder));
    await running.until('A child is born');
    for (const name of ['API', 'Worker', 'Simulator', 'PostgreSQL', 'Temporal', 'API', 'Worker']) {
      await sleep(Math.random() * 1_500);
      await kill(name);
    }

    await running.until('Start another one:');

    running.kill('SIGINT');
    expect(await running.ended).toBe(0);
    expect(running.printed()).toMatch(/child-birth-\S+ is closed: complete/);
    expect(running.printed()).toMatch(/open-business-\S+ is closed: complete/);
    expect(running.printed().match(/SIGKILL; starting it again/g)?.length).toBeGreaterThanOrEqual(5);
  });
});
