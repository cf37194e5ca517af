import type { Dispatcher } from 'undici';
import type { PlatformCall, Unavailable, Unsent } from './answer.ts';
import type { Bound } from './bound.ts';
import type { PlatformConfig } from './config.ts';
import { exchange, type Lost, type Outgoing, type Reply } from './exchange.ts';
import { noToken } from './fetch-token.ts';
import type { Tokens } from './token.ts';
import type { WiredService } from './wired-service.ts';
import { asksOnly, writeRequest } from './write-request.ts';

/** Two ways to the gateway's host. */
export interface Pools {
  /** Connections that are kept open between calls. */
  readonly kept: Dispatcher;
  /**
   * A new connection for each call: for what may never be sent twice. A kept one may be closed by the other side just
   * as a request leaves, and then nobody can say whether the agency has it.
   */
  readonly fresh: () => Dispatcher;
}

/** A request that misses its time is likely to miss the next ones too: our clock or the way is not as it should be. */
const departures = 4;

type Sent = Reply | Lost | Unavailable | Unsent;
type Send = (service: WiredService, call: PlatformCall, bound: Bound) => Promise<Sent>;

/**
 * Sends requests to the gateway under the platform's token. A 401 means that the gateway would not take the token and
 * that the agency saw nothing: a fresh one is fetched and the request sent once more.
 */
export function createSender(pools: Pools, config: Pick<PlatformConfig, 'gatewayUrl'>, tokens: Tokens): Send {
  async function post(service: WiredService, call: PlatformCall, bound: Bound): Promise<Sent> {
    const held = await unlessAborted(tokens.current(), bound.signal);
    if (!('token' in held)) return held;
    const request = {
      url: new URL(`${config.gatewayUrl}${service.path}${asksOnly(call.act) ? '/status' : ''}`),
      headers: {
        authorization: `Bearer ${held.token}`,
        'idempotency-key': call.key,
        'content-type': 'application/json',
        ...addressee(service, call.agency),
      },
      body: JSON.stringify(writeRequest(service, call)),
    };
    const pool = service.repeat === 'never' ? pools.fresh() : pools.kept;
    const outcome = await leave(pool, request, { call, bound });
    if (pool !== pools.kept) await pool.destroy();
    if (isUnauthorised(outcome)) tokens.drop(held.token);
    return outcome;
  }

  return async (service, call, bound) => {
    const first = await post(service, call, bound);
    return isUnauthorised(first) ? post(service, call, bound) : first;
  };
}

/** Lets a request go in its time, and asks for another one where it could not. */
async function leave(
  pool: Dispatcher,
  request: Pick<Outgoing, 'url' | 'headers' | 'body'>,
  { call, bound }: { readonly call: PlatformCall; readonly bound: Bound },
): Promise<Reply | Lost | Unsent> {
  const { depart = leaveAtOnce } = call;
  let lateMs = 0;
  for (let departed = 0; departed < departures; departed += 1) {
    const leaveBy = await bound.pausedBy(() => depart(lateMs));
    if (leaveBy === null) break;
    const outcome = await exchange(pool, { ...request, signal: bound.signal, leaveBy });
    if (outcome.is !== 'late') return outcome;
    lateMs += outcome.byMs;
  }
  return { is: 'unsent' };
}

const leaveAtOnce = () => Promise.resolve(Infinity);

/** Named only where the call was handed on: the path leads to the agency that the contract is with. */
function addressee({ envelope, ...service }: WiredService, agency: string): Readonly<Record<string, string>> {
  const header = envelope.readdressed?.addressee;
  return agency === service.agency || header === undefined ? {} : { [header]: agency };
}

const isUnauthorised = (outcome: Sent): boolean => outcome.is === 'reply' && outcome.status === 401;

/** Waits for a token no longer than the call may last. The request for it goes on: other calls wait for it too. */
async function unlessAborted<T>(token: Promise<T>, signal: AbortSignal): Promise<T | Unavailable> {
  if (signal.aborted) return noToken(null);
  const { promise: aborted, resolve } = Promise.withResolvers<Unavailable>();
  const stop = () => {
    resolve(noToken(null));
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([token, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
