import { createHash } from 'node:crypto';
import { json, Router, urlencoded } from 'express';
import { SignJWT } from 'jose';
import { z } from 'zod';
import type { Catalogue } from '../../notation/catalogue.ts';
import type { SimulatorConfig } from '../config.ts';
import { problem, wrong } from '../problem.ts';
import type { SigningKey } from './signing-key.ts';

const lifeSeconds = 12 * 60 * 60;
const defaultClient = 'mygov';

const word = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens');

/** Body of `POST /oauth/token`: who the token is for. */
function asked(agencies: Catalogue['agencies']) {
  const team = word.refine(
    (id) => Object.hasOwn(agencies, id),
    'must be the id of an agency of the catalogue',
  );
  return z.discriminatedUnion('role', [
    z.strictObject({ role: z.literal('portal'), client: word.default(defaultClient) }),
    z.strictObject({ role: z.literal('citizen'), pinfl: z.string().regex(/^\d{14}$/, 'must be 14 digits') }),
    z.strictObject({ role: z.literal('officer'), team }),
    z.strictObject({ role: z.literal('analyst') }),
    z.strictObject({ role: z.literal('agency'), team }),
  ]);
}
type Asked = z.infer<ReturnType<typeof asked>>;

/** Tokens that our API takes in development. Anybody may have any: the API refuses this issuer in production. */
export function developmentTokens(
  key: SigningKey,
  config: SimulatorConfig['tokens'],
  agencies: Catalogue['agencies'],
): Router {
  const Body = asked(agencies);
  return Router()
    .get('/jwks.json', (_request, response) => {
      response.json({ keys: [key.published] });
    })
    .post(
      '/oauth/token',
      json({ limit: '4kb' }),
      urlencoded({ extended: false, limit: '4kb' }),
      async (request, response) => {
        const body = Body.safeParse(request.body);
        if (!body.success) {
          problem(response, wrong(body.error));
          return;
        }
        const token = await sign(body.data, key, config);
        response.set('cache-control', 'no-store');
        response.json({ access_token: token, token_type: 'Bearer', expires_in: lifeSeconds });
      },
    );
}

function sign(who: Asked, key: SigningKey, { issuer, audience }: SimulatorConfig['tokens']): Promise<string> {
  return new SignJWT({ ...who })
    .setProtectedHeader({ alg: 'ES256', kid: key.id })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(subjectOf(who))
    .setIssuedAt()
    .setExpirationTime(`${lifeSeconds}s`)
    .sign(key.secret);
}

/** A name for the holder that tells no personal number. */
function subjectOf(who: Asked): string {
  switch (who.role) {
    case 'portal':
      return `portal:${who.client}`;
    case 'citizen':
      return `citizen:${createHash('sha256').update(who.pinfl).digest('hex').slice(0, 16)}`;
    case 'officer':
    case 'agency':
      return `${who.role}:${who.team}`;
    case 'analyst':
      return 'analyst';
  }
}
