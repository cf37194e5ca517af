import type { Dispatcher } from 'undici';
import { z } from 'zod';
import type { Unavailable } from './answer.ts';
import type { PlatformConfig } from './config.ts';
import { exchange, type Reply } from './exchange.ts';
import { parseHostileJson } from './hostile-json.ts';
import { retryAfterMs } from './retry-after.ts';
import type { FreshToken } from './token.ts';

const timeoutMs = 10_000;

const Granted = z.object({
  access_token: z
    .string()
    .max(8192)
    .regex(/^[\w.~+/=-]+$/),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().positive(),
});

/** Asks WSO2 for a token with the password grant. Any failure is `unavailable`: nothing has reached an agency. */
export async function fetchToken(
  pool: Dispatcher,
  config: PlatformConfig,
): Promise<FreshToken | Unavailable> {
  const reply = await exchange(pool, {
    url: new URL(config.tokenUrl),
    headers: {
      authorization: `Basic ${Buffer.from(`${config.consumerKey}:${config.consumerSecret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({
      grant_type: 'password',
      username: config.username,
      password: config.password,
    }).toString(),
    signal: AbortSignal.timeout(timeoutMs),
  });
  return reply.is === 'reply' ? granted(reply) : noToken(null);
}

function granted(reply: Reply): FreshToken | Unavailable {
  const parsed = parseHostileJson(reply.body);
  const token = Granted.safeParse('value' in parsed ? parsed.value : undefined);
  if (reply.status !== 200 || !token.success) return noToken(retryAfterMs(reply.headers['retry-after']));
  return { token: token.data.access_token, lifeMs: token.data.expires_in * 1000 };
}

/** No call can be made without a token: nothing reached the agency. */
export const noToken = (retryAfterMs: number | null): Unavailable => ({
  is: 'unavailable',
  because: 'token',
  retryAfterMs,
  mayHaveReached: false,
});
