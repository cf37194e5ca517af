import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processIdentity } from '../../scripts/environment/process-identity.ts';
import { claimRun, livingRun } from '../../scripts/environment/run-record.ts';

const folder = mkdtempSync(join(tmpdir(), 'hayot-run-record-'));
const file = join(folder, 'running.json');
const sleepers: ChildProcess[] = [];
const said: string[] = [];
const claim = () => claimRun({ file, address: 'http://127.0.0.1:3000', say: (line) => said.push(line) });

/** A process that would go on for a minute. */
function sleeper(): { pid: number; ended: Promise<unknown> } {
  const child = spawn('sleep', ['60']);
  sleepers.push(child);
  return { pid: child.pid ?? 0, ended: new Promise((resolve) => child.once('exit', resolve)) };
}

/** The file as a start leaves it that was killed: its own pid is of nobody now. */
function leftBehind(children: readonly { pid: number; identity: string }[]): void {
  const entry = { name: 'Worker', stopSignal: 'SIGTERM' };
  const run = {
    name: 'npm start',
    pid: 999_999,
    identity: 'long ago',
    since: 'yesterday',
    address: 'nowhere',
  };
  writeFileSync(
    file,
    JSON.stringify({ ...run, children: children.map((child) => ({ ...entry, ...child })) }),
  );
}

afterEach(() => {
  for (const child of sleepers.splice(0)) child.kill('SIGKILL');
  said.length = 0;
  rmSync(file, { force: true });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the record of what runs', () => {
  it('refuses a second start beside a running one and names the running one', async () => {
    await claim();

    await expect(claim()).rejects.toThrow(`Hayot already runs here (pid ${process.pid}, since`);
  });

  it('lets the next start begin once the first has ended', async () => {
    (await claim()).release();

    expect(livingRun(file)).toBeUndefined();
    await expect(claim()).resolves.toBeDefined();
  });

  it('ends what a killed start left over, and says so', async () => {
    const orphan = sleeper();
    leftBehind([{ pid: orphan.pid, identity: processIdentity(orphan.pid) ?? '' }]);

    await claim();
    await orphan.ended;

    expect(said).toEqual([`Ending Worker (pid ${orphan.pid}), left over from a start that was killed.`]);
  });

  it('leaves a stranger alone that has got the pid of a child of ours', async () => {
    const stranger = sleeper();
    leftBehind([{ pid: stranger.pid, identity: 'the one who had this pid before' }]);

    await claim();

    expect(processIdentity(stranger.pid)).toBeDefined();
    expect(said).toEqual([]);
  });

  it('begins anew where the file is damaged', async () => {
    writeFileSync(file, '{"pid": 1');

    await claim();

    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid, children: [] });
  });
});
