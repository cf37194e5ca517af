import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator } from './support/process.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hayot-entry-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the simulator as a process', () => {
  it("plays the agencies of the country's catalogue and ends when asked to", async () => {
    const { child, exit, nextLine } = startSimulator(folder);
    const { address } = await nextLine();
    const page = await (await fetch(`http://127.0.0.1:${address?.port ?? 0}/`)).text();
    child.kill('SIGTERM');

    expect(page).toContain('civil-registry.register-birth');
    expect((await exit)[0]).toBe(0);
  });

  it('says in a sentence that its port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const taken = String((other.address() as AddressInfo).port);
    const { exit, nextLine } = startSimulator(folder, { SIMULATOR_PORT: taken });

    expect((await nextLine()).msg).toContain('the simulator cannot listen');
    expect((await exit)[0]).toBe(1);
    other.close();
  });

  it('names a wrong setting and does not show its value', async () => {
    const { exit, told } = startSimulator(folder, { CALLBACK_SECRET: 'not-a-secret' });

    expect((await exit)[0]).toBe(1);
    expect(told()).toContain('CALLBACK_SECRET: must be whsec_');
    expect(told()).not.toContain('not-a-secret');
  });
});
