import { Agent } from 'undici';
import type { Catalogue } from '../../notation/catalogue.ts';
import { broken, type Platform, type PlatformAnswer } from './answer.ts';
import { boundBy } from './bound.ts';
import type { PlatformConfig } from './config.ts';
import type { Lost } from './exchange.ts';
import { fetchToken } from './fetch-token.ts';
import { faultOf } from './hostile-json.ts';
import { normalise } from './normalise.ts';
import { readReply } from './read-reply.ts';
import { createSender, type Pools } from './send.ts';
import { createTokens } from './token.ts';
import { wiredServices, type WiredService } from './wired-service.ts';

export type { Act, Platform, PlatformAnswer, PlatformCall, Unavailable } from './answer.ts';
export { bodyHash } from './body-hash.ts';
export { platformConfig, type PlatformConfig } from './config.ts';
export { transactionIdOf } from './transaction-id.ts';

const connectTimeoutMs = 5_000;
/** Connections to one host; agencies' rate limits are kept elsewhere, this only bounds sockets. */
const connections = 64;

/**
 * Opens the way to the integration platform. Throws at once, naming each, where services of the catalogue cannot go
 * over it. A call is bounded by its service's `timeoutMs`, the wait for a token included, but not the one for its turn.
 */
export function createPlatform(
  config: PlatformConfig,
  catalogue: Pick<Catalogue, 'services' | 'agencies'>,
): Platform {
  const services = wiredServices(catalogue.services);
  const pools = openPools();
  const tokens = createTokens(() => fetchToken(pools.kept, config));
  const send = createSender(pools, config, tokens);

  function find(id: string): WiredService {
    const service = services.get(id);
    if (service === undefined) throw new Error(`Service "${id}" does not go over the platform.`);
    return service;
  }

  return {
    async call(call) {
      const service = find(call.service);
      const bound = boundBy(service.timeoutMs, call.signal);
      const outcome = await send(service, call, bound).finally(bound.end);
      if (outcome.is === 'unavailable' || outcome.is === 'unsent') return outcome;
      if (outcome.is === 'lost') return afterLoss(outcome);
      return readReply(service, outcome, catalogue.agencies);
    },
    read(id, payload) {
      const service = find(id);
      const fault = faultOf(payload);
      return fault === undefined ? normalise(service, payload, catalogue.agencies) : broken(fault);
    },
    close: async () => {
      await pools.kept.destroy();
    },
  };
}

function openPools(): Pools {
  // HTTP/1.1 only: with several requests on one connection a fault of one would end the others.
  const options = { connections, allowH2: false, connect: { timeout: connectTimeoutMs } };
  return {
    kept: new Agent({ ...options, pipelining: 1 }),
    fresh: () => new Agent({ ...options, connections: 1, pipelining: 1 }),
  };
}

function afterLoss({ because, sent }: Lost): PlatformAnswer {
  if (because === 'too-large') return broken('the answer is larger than 1 MiB');
  const lost = because === 'aborted' ? 'timeout' : sent ? 'reset' : 'down';
  return { is: 'unavailable', because: lost, retryAfterMs: null, mayHaveReached: sent };
}
