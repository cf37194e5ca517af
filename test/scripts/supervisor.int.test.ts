import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, type Running } from '../../scripts/environment/processes.ts';
import { Supervisor } from '../../scripts/environment/supervisor.ts';

const folder = mkdtempSync(join(tmpdir(), 'hayot-supervisor-'));
const born: Running[] = [];
const said: string[] = [];
let supervisor: Supervisor;

const worker = (register: (process: Running) => void) =>
  launch({ name: 'Worker', command: 'sleep', args: ['60'], log: join(folder, 'worker.log'), born: register });
const untilBorn = async (count: number) => {
  while (born.length < count) await new Promise((resolve) => setTimeout(resolve, 20));
};

beforeEach(() => {
  born.length = 0;
  said.length = 0;
  supervisor = new Supervisor(
    (line) => said.push(line),
    (child) => born.push(child),
  );
});
afterEach(() => supervisor.stopAll());
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a process of ours', () => {
  it('is started again when it dies, and a line says so', async () => {
    const first = await supervisor.keep(worker);

    process.kill(first.pid, 'SIGKILL');
    await untilBorn(2);

    expect(said).toEqual([
      `Worker was ended by SIGKILL; starting it again. What it printed: ${join(folder, 'worker.log')}`,
    ]);
    expect(born[1]?.isAlive()).toBe(true);
  });

  it('is ended with all others when we stop, and not started again', async () => {
    await supervisor.keep(worker);

    await supervisor.stopAll();

    expect(born.map((child) => child.isAlive())).toEqual([false]);
    expect(said).toEqual([]);
  });

  it('does not outlive a stop that comes while it starts', async () => {
    await supervisor.stopAll();

    const late = await supervisor.keep(worker);

    await expect(late.ended).resolves.toBe('was ended by SIGTERM');
  });
});
