import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { WebhookEvent } from '../../webhooks/event.ts';
import type { Certified } from './certificates.ts';

export interface Received {
  readonly id: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly event: WebhookEvent;
}

/** A portal's receiver on this machine: keeps all it gets, and answers as a test wants. */
export interface Receiver {
  readonly url: string;
  readonly port: number;
  readonly received: Received[];
  /** Requests that are being answered just now, and the most there ever were. */
  readonly load: { now: number; most: number };
  /** Writes the answer; 204 at once where left alone. */
  answer: (response: ServerResponse, received: Received) => void;
  forget(): void;
  close(): Promise<void>;
}

const thanks: Receiver['answer'] = (response) => response.writeHead(204).end();

/** Answers by https, to the name `localhost` as to any other, where it has a certificate. */
export async function startReceiver(certified?: Certified): Promise<Receiver> {
  const receive = (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    receiver.load.most = Math.max(receiver.load.most, ++receiver.load.now);
    response.once('close', () => receiver.load.now--);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const id = String(request.headers['webhook-id']);
      const event = JSON.parse(body || 'null') as WebhookEvent;
      const received = { id, headers: request.headers, body, event };
      receiver.received.push(received);
      receiver.answer(response, received);
    });
  };
  const server = certified ? createTlsServer(certified, receive) : createServer(receive);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    url: `${certified ? 'https://localhost' : 'http://127.0.0.1'}:${port}/hook`,
    port,
    received: [],
    load: { now: 0, most: 0 },
    answer: thanks,
    forget: () => {
      receiver.received.length = 0;
      receiver.load.most = 0;
      receiver.answer = thanks;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}

/** Whether the signature holds under the secret, as a portal's own library says. */
export function isSignedWith(secret: string, { headers, body }: Received): boolean {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}
