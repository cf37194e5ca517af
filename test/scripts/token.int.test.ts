import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { root } from '../../scripts/environment/folders.ts';
import { runCommand } from '../../scripts/environment/commands.ts';

/** Stands in for the simulator's token endpoint and keeps what it was asked. */
const asked: unknown[] = [];
const issuer = createServer((request, response) => {
  void readBody(request).then((body) => {
    asked.push(body);
    response.setHeader('content-type', 'application/json').end('{"access_token":"a.b.c"}');
  });
});
let port: number;
beforeAll(async () => {
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
  port = (issuer.address() as AddressInfo).port;
});
beforeEach(() => {
  asked.length = 0;
});
afterAll(() => {
  issuer.close();
});

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as unknown;
}

function token(...args: string[]) {
  const environment = { ...process.env, NODE_OPTIONS: '', SIMULATOR_PORT: String(port) };
  return runCommand(process.execPath, [join(root, 'scripts/token.ts'), ...args], { environment });
}

describe('npm run token', () => {
  it.each([
    [['portal'], { role: 'portal' }],
    [['portal', '--client', 'mygov'], { role: 'portal', client: 'mygov' }],
    [['citizen', '--pinfl', '30101900010013'], { role: 'citizen', pinfl: '30101900010013' }],
    [['officer', '--team', 'civil-registry'], { role: 'officer', team: 'civil-registry' }],
    [['analyst'], { role: 'analyst' }],
  ])('asks for the token of %j and prints nothing else', async (args, claims) => {
    expect(await token(...args)).toEqual({ succeeded: true, printed: 'a.b.c' });
    expect(asked).toEqual([claims]);
  });

  it('asks for what is missing', async () => {
    const { succeeded, printed } = await token('citizen');

    expect(printed).toContain("required option '--pinfl <number>' not specified");
    expect(succeeded).toBe(false);
  });

  it('says what to start when nobody makes tokens', async () => {
    port = 1;

    const { printed } = await token('analyst');

    expect(printed).toContain('does not answer at http://127.0.0.1:1. Run npm start first.');
  });
});
