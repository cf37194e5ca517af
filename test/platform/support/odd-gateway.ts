import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen } from './running-simulator.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface OddGateway {
  readonly url: string;
  readonly tokenRequests: string[];
  /** Headers of the requests that came to the gateway. */
  readonly requests: IncomingMessage['headers'][];
  close(): Promise<void>;
}

/** A platform whose gateway does what a test wants; its token endpoint counts. */
export async function oddGateway(gateway: Handler, token: Handler = giveToken(3600)): Promise<OddGateway> {
  const tokenRequests: string[] = [];
  const requests: IncomingMessage['headers'][] = [];
  const server = await listen((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      if (request.url === '/oauth2/token') {
        tokenRequests.push(body);
        token(request, response);
      } else {
        requests.push(request.headers);
        gateway(request, response);
      }
    });
  });
  return { ...server, tokenRequests, requests };
}

let given = 0;

/** Gives another token each time, after a moment, as a busy token endpoint does. */
export function giveToken(lifeSeconds: number): Handler {
  return (_request, response) => {
    given += 1;
    const token = { access_token: `token-${given}`, token_type: 'Bearer', expires_in: lifeSeconds };
    setTimeout(() => {
      json(200, token)(_request, response);
    }, 20);
  };
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Handler {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}
