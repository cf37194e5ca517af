import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { Database } from '../../db/client.ts';
import { authenticate } from '../callers/authenticate.ts';
import { accountOf, type Caller } from '../callers/caller.ts';
import type { TokenReader } from '../callers/token-reader.ts';
import { answerOnce } from '../once/answer-once.ts';
import { onceOf } from '../once/request-key.ts';
import { Problem } from '../problems/problem.ts';
import type { Answer, Call, Endpoint } from './endpoint.ts';
import { chooseLanguage } from './languages.ts';
import { located } from './location.ts';
import { readBody } from './read-body.ts';
import { note } from './request-record.ts';
import type { UnderWay } from './under-way.ts';

export interface ServeKit {
  readonly db: Database;
  readonly readToken: TokenReader;
  /** Throws where the account sends too much. */
  readonly limit: (account: string) => void;
  readonly underWay: UnderWay;
}

/** A router for endpoints described as data; other methods on their paths are answered 405. */
export function serve(kit: ServeKit, endpoints: readonly Endpoint[]): Router {
  const router = express.Router();
  for (const endpoint of endpoints)
    router[endpoint.method](patternOf(endpoint.path), answerBy(kit, endpoint));
  for (const path of new Set(endpoints.map((endpoint) => endpoint.path))) {
    router.all(patternOf(path), otherMethod(path, endpoints));
  }
  return router;
}

/** `/v1/routes/{id}` as express writes it. */
function patternOf(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

function otherMethod(path: string, endpoints: readonly Endpoint[]): RequestHandler {
  const allowed = endpoints.filter((endpoint) => endpoint.path === path);
  const Allow = allowed.map((endpoint) => endpoint.method.toUpperCase()).join(', ');
  return (_request, response) => {
    note(response, { pattern: path, role: 'nobody' });
    throw new Problem('wrong-method', { headers: { Allow } });
  };
}

function answerBy(kit: ServeKit, endpoint: Endpoint): RequestHandler {
  const answer = async (request: Request, response: Response): Promise<void> => {
    note(response, { pattern: endpoint.path, role: 'nobody' });
    const caller = await admit(kit, endpoint, request);
    note(response, { pattern: endpoint.path, role: caller.role });
    const call = await callOf(endpoint, caller, { request, response });
    const act = async () => endpoint.run(call);
    const isOnce = endpoint.once === 'around' && call.once !== null;
    const answered = isOnce ? await answerOnce(kit.db, call.once, act) : await act();
    write(response, located(endpoint, answered), call);
  };
  return (request, response) => kit.underWay.track(answer(request, response));
}

/** Who calls, if they may call this endpoint at all. */
async function admit(kit: ServeKit, endpoint: Endpoint, request: Request): Promise<Caller> {
  if (endpoint.for === 'open') return { role: 'nobody' };
  const caller = await authenticate(request, kit.readToken);
  kit.limit(accountOf(caller));
  if (caller.role === 'nobody' || !endpoint.for.includes(caller.role)) throw new Problem('forbidden');
  return caller;
}

async function callOf(
  endpoint: Endpoint,
  caller: Caller,
  { request, response }: { readonly request: Request; readonly response: Response },
): Promise<Call> {
  const params = pathParts(request.params);
  const body = await readBody(request, endpoint);
  const asked = { account: accountOf(caller), method: request.method, path: request.path };
  return {
    caller,
    language: chooseLanguage(request.acceptsLanguages()),
    params,
    query: { ...request.query },
    body,
    once:
      endpoint.once === undefined
        ? null
        : onceOf(request.get('Idempotency-Key'), { ...asked, pattern: endpoint.path, body }),
    gone: goneSignal(response),
    header: (name) => request.get(name),
  };
}

/** Parts of a path are ids: anything else cannot be found, and never reaches a query. */
function pathParts(params: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(params).map(([name, part]) => {
      if (typeof part !== 'string' || !/^[\w.-]{1,128}$/.test(part)) throw new Problem('not-found');
      return [name, part];
    }),
  );
}

function goneSignal(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    // Without a word of ours each request would make an error with its trace, which nobody reads.
    gone.abort('gone');
  });
  return gone.signal;
}

function write(
  response: Response,
  { status, body, contentType, headers = {} }: Answer,
  { language }: Call,
): void {
  response.status(status).set({
    'Content-Language': language,
    Vary: 'Accept-Language, Authorization, Hayot-Person-Token',
    ...headers,
  });
  if (body === undefined) response.end();
  else if (contentType === undefined) response.json(body);
  else response.type(contentType).send(body);
}
