import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { signedHeaders } from '../../activities/webhooks/sign.ts';
import { root } from '../../scripts/environment/folders.ts';
import { freePort } from '../../scripts/environment/ports.ts';
import { newSecret } from '../../webhooks/seal.ts';

describe('the receiver in docs/webhooks.md', () => {
  const secret = newSecret();
  let port: number;
  let receiver: ChildProcess;
  let printed = '';
  beforeAll(async () => {
    port = await freePort();
    const page = readFileSync(join(root, 'docs/webhooks.md'), 'utf8');
    const code = (/```js\n([^]*?)```/.exec(page)?.[1] ?? '').replace('9000', String(port));
    receiver = spawn(process.execPath, ['--input-type=module', '--eval', code], {
      cwd: root,
      env: { ...process.env, NODE_OPTIONS: '', WEBHOOK_SECRET: secret },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    receiver.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    while ((await post(newSecret())) === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  });
  afterAll(() => receiver.kill());

  const post = async (signedBy: string, now = new Date()) => {
    const body = JSON.stringify({
      id: 'e-1',
      type: 'moved',
      subject: 'r-1',
      data: { seq: 3, health: 'late' },
    });
    const headers = signedHeaders('e-1', body, { secrets: [newSecret(), signedBy], now });
    const answer = fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body });
    return answer.then(
      ({ status }) => status,
      () => 0,
    );
  };

  it('takes what we sign, once, and refuses everything else', async () => {
    const anHourAgo = new Date(Date.now() - 3_600_000);
    const statuses = [
      await post(secret),
      await post(secret),
      await post(newSecret()),
      await post(secret, anHourAgo),
    ];

    expect(statuses).toEqual([204, 204, 401, 401]);
    expect(printed).toBe('moved r-1 3 late\n');
  });
});
