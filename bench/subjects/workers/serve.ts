import { createServer, type IncomingMessage } from 'node:http';
import type { Graph } from '../../graphs.ts';

type Carry = (graph: Graph, key: string) => Promise<void>;

/**
 * Says on BENCH_PORT that this worker is ready, and where it is given `carry`, takes `POST /run {graph, key}`, which it
 * answers when that route has ended.
 */
export function serve(carry: Carry = () => Promise.resolve()): void {
  const server = createServer((request, response) => {
    taken(request, carry).then(
      () => response.end(),
      (error: unknown) => {
        response.writeHead(500).end(error instanceof Error ? error.message : String(error));
      },
    );
  });
  server.keepAliveTimeout = 60_000;
  server.listen(Number(process.env['BENCH_PORT']), '127.0.0.1');
}

async function taken(request: IncomingMessage, carry: Carry): Promise<void> {
  if (request.method !== 'POST') return;
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request as AsyncIterable<string>) text += chunk;
  const { graph, key } = JSON.parse(text) as { graph: Graph; key: string };
  await carry(graph, key);
}
