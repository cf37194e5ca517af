import { randomBytes } from 'node:crypto';
import { Router, urlencoded } from 'express';
import { z } from 'zod';
import { hasCheckDigit } from '../../catalogue/uz/pinfl.ts';
import { Expiring } from '../expiring.ts';
import { escapeHtml, sendPage } from '../page.ts';
import { problem, wrong } from '../problem.ts';
import { methods, person, type SignedIn } from './oneid-person.ts';

const codeLifeMs = 60_000;
const tokenLifeMs = 60 * 60_000;

const short = z.string().min(1).max(500);
/** Only back to this machine: the stand-in must not send anybody elsewhere. */
const redirectUri = z.url({ protocol: /^https?$/, hostname: /^(localhost|127\.0\.0\.1|\[::1\])$/ }).max(500);

const Authorise = z.object({
  response_type: z.literal('one_code'),
  client_id: short,
  redirect_uri: redirectUri,
  scope: z.string().max(200).default(''),
  state: z.string().max(500).default(''),
});
const SignIn = Authorise.extend({
  pin: z
    .string()
    .regex(/^\d{14}$/, 'must be 14 digits')
    .refine(hasCheckDigit, 'has a wrong check digit'),
  method: z.enum(methods),
});
const Exchange = z.discriminatedUnion('grant_type', [
  z.object({
    grant_type: z.literal('one_authorization_code'),
    client_id: short,
    client_secret: short,
    code: short,
    redirect_uri: short,
  }),
  z.object({
    grant_type: z.literal('one_access_token_identify'),
    client_id: short,
    client_secret: short,
    access_token: short,
    scope: z.string().max(200).optional(),
  }),
  z.object({
    grant_type: z.literal('one_log_out'),
    client_id: short.optional(),
    client_secret: short.optional(),
    access_token: short,
    scope: z.string().max(200).optional(),
  }),
]);
type Exchange = z.infer<typeof Exchange>;

/** A sign-in whose code or token is out, bound to the client that asked. */
interface Session extends SignedIn {
  readonly client: string;
  readonly redirectUri: string;
  readonly scope: string;
}

/** How OneID says no: with HTTP 200 and a `ret_cd` that is not "0". The words are the stand-in's own. */
const refused = (message: string) => ({ ret_cd: '1', message });

const secretWord = () => randomBytes(24).toString('hex');

/** The three calls that our server makes: code for token, token for person, log out. */
class OneId {
  readonly #seed: string;
  readonly #codes = new Expiring<Session>(codeLifeMs);
  readonly #tokens = new Expiring<Session>(tokenLifeMs);

  constructor(seed: string) {
    this.#seed = seed;
  }

  signIn({ pin, method, client_id, redirect_uri, scope }: z.infer<typeof SignIn>): string {
    const code = secretWord();
    const session = secretWord();
    this.#codes.set(code, { pin, method, session, client: client_id, redirectUri: redirect_uri, scope });
    return code;
  }

  answer(asked: Exchange): object {
    switch (asked.grant_type) {
      case 'one_authorization_code':
        return this.#token(asked);
      case 'one_access_token_identify':
        return this.#identify(asked.client_id, this.#tokens.get(asked.access_token));
      case 'one_log_out':
        return this.#tokens.take(asked.access_token) === undefined
          ? refused('no such token')
          : { ret_cd: '0' };
    }
  }

  #token(asked: Extract<Exchange, { grant_type: 'one_authorization_code' }>): object {
    const session = this.#codes.take(asked.code);
    if (session?.client !== asked.client_id || session.redirectUri !== asked.redirect_uri) {
      return refused('no such code for this client and address');
    }
    const token = secretWord();
    this.#tokens.set(token, session);
    return {
      access_token: token,
      refresh_token: secretWord(),
      token_type: 'Bearer',
      expires_in: tokenLifeMs / 1000,
      scope: session.scope,
    };
  }

  #identify(client: string, session: Session | undefined): object {
    if (session?.client !== client) return refused('no such token for this client');
    return person(session, this.#seed);
  }
}

/** Stands in for OneID: its four modes, with a page where anybody may sign in as anybody. Any client secret is taken. */
export function oneId(seed: string): Router {
  const desk = new OneId(seed);
  return Router()
    .use('/sso/oauth', urlencoded({ extended: false, limit: '8kb' }))
    .get('/sso/oauth/Authorization.do', (request, response) => {
      const asked = Authorise.safeParse(request.query);
      if (asked.success) sendPage(response, 'OneID stand-in', form(asked.data));
      else problem(response, wrong(asked.error));
    })
    .post('/sso/oauth/sign-in', (request, response) => {
      const signIn = SignIn.safeParse(request.body);
      if (!signIn.success) {
        problem(response, wrong(signIn.error));
        return;
      }
      const back = new URL(signIn.data.redirect_uri);
      back.searchParams.set('code', desk.signIn(signIn.data));
      back.searchParams.set('state', signIn.data.state);
      response.redirect(303, back.href);
    })
    .post('/sso/oauth/Authorization.do', (request, response) => {
      const asked = Exchange.safeParse(request.body);
      response.set('cache-control', 'no-store');
      response.json(asked.success ? desk.answer(asked.data) : refused('the request is not of the protocol'));
    });
}

function form(asked: z.infer<typeof Authorise>): string {
  const hidden = Object.entries(asked).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
  );
  const options = methods.map((method) => `<option>${method}</option>`);
  return `<p>Nobody is checked here. Use a synthetic personal number.</p>
<form method="post" action="/sso/oauth/sign-in">${hidden.join('')}
<label>Personal number (PINFL) <input name="pin" inputmode="numeric" pattern="[0-9]{14}" required autofocus></label>
<label>Way of signing in <select name="method">${options.join('')}</select></label>
<button>Sign in</button></form>`;
}
