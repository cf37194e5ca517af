import { connect, type Socket } from 'node:net';
import { inbox } from '../../db/personal/schema.ts';
import { type ApiUnderTest, apiOfItsOwn } from './support/api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await apiOfItsOwn();
});
afterAll(async () => api.close());

interface Ended {
  readonly afterMs: number;
  readonly heard: string;
}

/** Says `words` at once and goes on letter by letter, for as long as somebody listens. */
async function drip(words: string, rest: string): Promise<Ended> {
  const began = Date.now();
  const socket: Socket = connect(Number(new URL(api.base).port), '127.0.0.1');
  socket.on('error', () => undefined);
  let heard = '';
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  socket.write(words);
  const dripping = setInterval(() => socket.write(rest), 200);
  // Not `once` of node:events: who is cut off while writing hears of an error first.
  await new Promise((resolve) => socket.on('close', resolve));
  clearInterval(dripping);
  return { afterMs: Date.now() - began, heard };
}

const head = (more: string) =>
  `POST /v1/callbacks/halls HTTP/1.1\r\nHost: hayot\r\nContent-Type: application/json\r\n${more}`;

describe('whoever sends so slowly that it would never end', () => {
  it('is cut off, whether with head or body, while others are answered at once', async () => {
    const slow = Promise.all([
      drip(head('Content-Length: 100000\r\n\r\n'), ' '),
      drip(head('Transfer-Encoding: chunked\r\n\r\n'), '1\r\n \r\n'),
      drip(head('X-Slow: '), 'x'),
      ...Array.from({ length: 200 }, () => drip(head('Content-Length: 100000\r\n\r\n'), ' ')),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const began = Date.now();
    const { status } = await fetch(`${api.base}/v1/openapi.json`);
    const answeredMs = Date.now() - began;

    const ended = await slow;
    expect(status).toBe(200);
    expect(answeredMs).toBeLessThan(5_000);
    for (const { afterMs, heard } of ended) {
      expect(heard).toMatch(/^HTTP\/1\.1 408 /);
      expect(afterMs).toBeLessThan(30_000);
    }
    expect(await api.db.orm.$count(inbox)).toBe(0);
  });
});
