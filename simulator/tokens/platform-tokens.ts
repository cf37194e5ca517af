import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Router, urlencoded } from 'express';
import { z } from 'zod';
import type { PlatformAccount } from '../config.ts';
import { Expiring } from '../expiring.ts';

const lifeSeconds = 3600;

const Grant = z.strictObject({
  grant_type: z.literal('password'),
  username: z.string().max(200),
  password: z.string().max(200),
});

/** Tokens for the gateway, as WSO2 gives them. Kept in memory: after a restart callers fetch a new one. */
export class PlatformTokens {
  readonly #account: PlatformAccount;
  readonly #given = new Expiring<true>(lifeSeconds * 1000);

  constructor(account: PlatformAccount) {
    this.#account = account;
  }

  faultOf(authorization: string | undefined): 'no-token' | 'bad-token' | undefined {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return 'no-token';
    return this.#given.get(token) === true ? undefined : 'bad-token';
  }

  /** `POST /oauth2/token`, password grant. */
  endpoint(): Router {
    return Router().post(
      '/oauth2/token',
      urlencoded({ extended: false, limit: '4kb' }),
      (request, response) => {
        const grant = Grant.safeParse(request.body);
        response.set('cache-control', 'no-store');
        if (!this.#knowsClient(request.get('authorization'))) {
          response.status(401).json({ error: 'invalid_client' });
        } else if (!grant.success) {
          response.status(400).json({ error: 'unsupported_grant_type' });
        } else if (!this.#knowsUser(grant.data)) {
          response.status(400).json({ error: 'invalid_grant' });
        } else {
          response.json(this.#issue());
        }
      },
    );
  }

  #issue() {
    const token = randomBytes(24).toString('hex');
    this.#given.set(token, true);
    return {
      access_token: token,
      refresh_token: randomBytes(24).toString('hex'),
      scope: 'default',
      token_type: 'Bearer',
      expires_in: lifeSeconds,
    };
  }

  #knowsClient(authorization: string | undefined): boolean {
    const { consumerKey, consumerSecret } = this.#account;
    const expected = `Basic ${Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64')}`;
    return same(authorization ?? '', expected);
  }

  #knowsUser({ username, password }: z.infer<typeof Grant>): boolean {
    return same(username, this.#account.username) && same(password, this.#account.password);
  }
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
