import type { Dispatcher } from 'undici';
import type { PlatformCall, Unavailable } from './answer.ts';
import type { PlatformConfig } from './config.ts';
import { exchange, type Lost, type Reply } from './exchange.ts';
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
  readonly fresh: Dispatcher;
}

type Sent = Reply | Lost | Unavailable;
type Send = (service: WiredService, call: PlatformCall, signal: AbortSignal) => Promise<Sent>;

/**
 * Sends requests to the gateway under the platform's token. A 401 means that the gateway would not take the token and
 * that the agency saw nothing: a fresh one is fetched and the request sent once more.
 */
export function createSender(pools: Pools, config: Pick<PlatformConfig, 'gatewayUrl'>, tokens: Tokens): Send {
  async function post(service: WiredService, call: PlatformCall, signal: AbortSignal): Promise<Sent> {
    const held = await unlessAborted(tokens.current(), signal);
    if (!('token' in held)) return held;
    const outcome = await exchange(service.repeat === 'never' ? pools.fresh : pools.kept, {
      url: new URL(`${config.gatewayUrl}${service.path}${asksOnly(call.act) ? '/status' : ''}`),
      headers: {
        authorization: `Bearer ${held.token}`,
        'idempotency-key': call.key,
        'content-type': 'application/json',
        ...addressee(service, call.agency),
      },
      body: JSON.stringify(writeRequest(service, call)),
      signal,
    });
    if (isUnauthorised(outcome)) tokens.drop(held.token);
    return outcome;
  }

  return async (service, call, signal) => {
    const first = await post(service, call, signal);
    return isUnauthorised(first) ? post(service, call, signal) : first;
  };
}

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
