import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadCatalogue } from '../../catalogue/load.ts';
import { type AgencySettings, latencyOf } from './latency.ts';
import { EffectLedger } from './ledger.ts';
import { platformAnswers } from './platform-answers.ts';

/**
 * The stand-in agency, a process of its own. `POST /act {key, step}` for the peers; `POST /oauth2/token` and
 * `POST /gateway/…`, the platform's protocol, for Hayot; `PUT /settings`, `GET /ledger?of=`, `DELETE /ledger` for the bench.
 */
const ledger = new EffectLedger();
const answers = platformAnswers(await loadCatalogue((process.env['CATALOGUE'] ?? '').split(':')));
let settings: AgencySettings = { latencyMs: 0, seed: '' };

interface Act {
  readonly key: string;
  readonly step: string;
}

const server = createServer((request, response) => {
  serve(request, response).catch((error: unknown) => {
    process.stderr.write(`${request.url ?? ''}: ${error instanceof Error ? error.message : String(error)}\n`);
    if (!response.headersSent) say(response, 500, '{}');
  });
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env['AGENCY_PORT']), '127.0.0.1');

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = request.url ?? '';
  if (url === '/act') await act(JSON.parse(await bodyOf(request)) as Act, response);
  else if (url.startsWith('/gateway/')) await answerPlatform(request, response);
  else if (url === '/oauth2/token') say(response, 200, token);
  else await control(request, response);
}

const token = JSON.stringify({ access_token: 'bench', token_type: 'Bearer', expires_in: 86_400 });

async function act({ key, step }: Act, response: ServerResponse): Promise<void> {
  ledger.add(`${key}/${step}`);
  await takeTime(step);
  say(response, 200, '{"status":"done"}');
}

/** The step stands second in the key of an effect. */
async function answerPlatform(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const key = String(request.headers['idempotency-key']);
  const body = JSON.parse(await bodyOf(request)) as Record<string, unknown>;
  const answer = answers((request.url ?? '').slice('/gateway'.length), key, body);
  if (answer === undefined) {
    say(response, 404, '{}');
    return;
  }
  ledger.add(`hayot:${key}`);
  await takeTime(key.split('/')[1] ?? '');
  say(response, 200, answer);
}

async function control(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://agency');
  const deed = `${request.method ?? ''} ${pathname}`;
  if (deed === 'PUT /settings') settings = JSON.parse(await bodyOf(request)) as AgencySettings;
  else if (deed === 'DELETE /ledger') ledger.clear();
  else if (deed !== 'GET /ledger') {
    say(response, 404, '{}');
    return;
  }
  say(response, 200, JSON.stringify(ledger.count(searchParams.get('of') ?? undefined)));
}

/** Without a timer where no time is to be taken: a timer's shortest is a millisecond. */
async function takeTime(step: string): Promise<void> {
  const ms = latencyOf(settings, step);
  if (ms > 0) await sleep(ms);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request as AsyncIterable<string>) text += chunk;
  return text;
}

function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
