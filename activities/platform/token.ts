import type { Unavailable } from './answer.ts';

export interface FreshToken {
  readonly token: string;
  readonly lifeMs: number;
}

export interface Tokens {
  /** A token that is valid now, or why there is none. */
  current(): Promise<{ readonly token: string } | Unavailable>;
  /** The gateway would not take this token: the next call fetches another. */
  drop(token: string): void;
}

/** A token is renewed this long before its end, or at 90 % of a life that is shorter than 50 minutes. */
const earlyMs = 5 * 60_000;
const pauseAfterFailureMs = 5_000;

/**
 * Keeps the platform's token. However many calls want one, one request is under way. An ageing token is renewed while
 * calls go on under it, so that a short outage of the token endpoint is not felt.
 */
export function createTokens(
  fetchToken: () => Promise<FreshToken | Unavailable>,
  now: () => number = Date.now,
): Tokens {
  let kept: { token: string; renewAt: number; endsAt: number } | undefined;
  let flight: Promise<FreshToken | Unavailable> | undefined;

  async function renew(): Promise<FreshToken | Unavailable> {
    const fetched = await fetchToken();
    if ('token' in fetched) {
      const { token, lifeMs } = fetched;
      kept = { token, renewAt: now() + lifeMs - Math.min(earlyMs, lifeMs / 10), endsAt: now() + lifeMs };
    } else if (kept !== undefined) {
      kept.renewAt = now() + pauseAfterFailureMs;
    }
    return fetched;
  }

  function renewOnce(): Promise<FreshToken | Unavailable> {
    flight ??= renew().finally(() => {
      flight = undefined;
    });
    return flight;
  }

  return {
    async current() {
      if (kept === undefined || now() >= kept.endsAt) return renewOnce();
      if (now() >= kept.renewAt) void renewOnce();
      return kept;
    },
    drop(token) {
      if (kept?.token === token) kept = undefined;
    },
  };
}
