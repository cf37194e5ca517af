import { mkdtempSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openFolder } from '../../scripts/environment/folders.ts';
import { processIdentity } from '../../scripts/environment/process-identity.ts';
import { childrenIn, ownPlace, start, type Started } from './support/started.ts';

jest.setTimeout(400_000);

const parts = [
  'Catalogue',
  'PostgreSQL',
  'Temporal',
  'Tables',
  'Open routes',
  'Search attributes',
  'Installation',
  'Workflow bundle',
  'Simulator',
  'Worker',
  'API',
];
const lastLine = 'Start another one:';
let folder: string;
let place: NodeJS.ProcessEnv;
let running: Started | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(openFolder, 'hayot-start-'));
  await chmod(folder, 0o755);
  place = await ownPlace(folder);
});
afterAll(async () => {
  running?.kill('SIGINT');
  await running?.ended;
  rmSync(folder, { recursive: true });
});

/** Pid of the worker that runs instead of another one. */
async function untilOther(worker: number): Promise<number> {
  for (;;) {
    const now = childrenIn(folder)['Worker'];
    if (now !== undefined && now !== worker) return now;
    await sleep(50);
  }
}

describe('npm start', () => {
  it('brings everything up, carries a birth and a company to their end, and exits 0 with --once', async () => {
    const once = start(place, '--once');

    const code = await once.ended;

    expect(once.printed()).toMatch(/child-birth-\S+ is closed: complete/);
    expect(once.printed()).toMatch(/open-business-\S+ is closed: complete/);
    expect(
      parts.filter((part) => !new RegExp(String.raw`^${part}: .* \(\d+\.\d s\)$`, 'm').test(once.printed())),
    ).toEqual([]);
    expect(code).toBe(0);
  });

  it('prints where to look and how to start another route, then goes on until it is told to stop', async () => {
    running = start(place);

    await running.until(lastLine);

    expect(running.printed()).toContain('npm run --silent token -- portal');
    expect(running.printed()).toContain(encodeURIComponent('RouteHealth="stuck"'));
  });

  it('refuses to run twice in one folder and names the one that runs', async () => {
    const second = start(place);

    expect(await second.ended).toBe(1);
    expect(second.printed()).toMatch(
      /^Hayot already runs here \(pid \d+, since .*\)\. Stop that one with Ctrl-C first/,
    );
  });

  it('starts a worker again that died', async () => {
    const first = childrenIn(folder)['Worker'] ?? Number.NaN;

    process.kill(first, 'SIGKILL');
    await running?.until('Worker was ended by SIGKILL; starting it again.');

    await expect(untilOther(first)).resolves.toBeGreaterThan(0);
  });

  it('after being killed without warning, goes on with the same data and leaves no process behind', async () => {
    const orphans = Object.values(childrenIn(folder));
    const installation = /^Installation: (\S+)/m.exec(running?.printed() ?? '')?.[1];
    running?.kill('SIGKILL');
    await running?.ended;

    running = start(place);
    await running.until(lastLine);

    expect(running.printed()).toMatch(
      /Ending PostgreSQL \(pid \d+\), left over from a start that was killed\./,
    );
    expect(running.printed()).toContain(`Installation: ${installation ?? 'unknown'}`);
    expect(orphans.map((pid) => processIdentity(pid))).toEqual(orphans.map(() => undefined));
  });

  it('ends with Ctrl-C, all processes with it, and says that nothing is lost', async () => {
    const children = Object.values(childrenIn(folder));

    running?.kill('SIGINT');

    expect(await running?.ended).toBe(0);
    expect(running?.printed()).toContain('Nothing is lost');
    expect(children.map((pid) => processIdentity(pid))).toEqual(children.map(() => undefined));
  });

  it('refuses data that does not belong together, and names the way out', async () => {
    rmSync(join(folder, 'temporal.db'));
    const refused = start(place);

    expect(await refused.ended).toBe(1);
    expect(refused.printed()).toContain('PostgreSQL and Temporal do not belong together');
    expect(refused.printed()).toContain('npm run reset');
  });
});
