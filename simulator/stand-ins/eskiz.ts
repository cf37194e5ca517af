import { randomBytes } from 'node:crypto';
import { json, Router, urlencoded, type RequestHandler } from 'express';
import { z } from 'zod';
import type { Sent } from './sent.ts';

const Login = z.object({ email: z.string().min(1).max(200), password: z.string().min(1).max(200) });
const Sms = z.object({
  mobile_phone: z.string().regex(/^998\d{9}$/),
  message: z.string().min(1).max(2000),
  from: z.string().max(20),
  callback_url: z.string().max(500).optional(),
});

/**
 * Stands in for the SMS gateway Eskiz.uz: log in with any name and password, send, ask for the state. A message counts
 * as delivered as soon as it is asked about; delivery callbacks are not made.
 */
export function eskiz(sent: Sent): Router {
  const tokens = new Set<string>();
  const issue = () => {
    const token = randomBytes(24).toString('hex');
    tokens.add(token);
    return { message: 'token_generated', data: { token }, token_type: 'bearer' };
  };
  const knownOnly: RequestHandler = (request, response, next) => {
    if (tokens.has(request.get('authorization')?.replace(/^Bearer /i, '') ?? '')) next();
    else response.status(401).json({ status: 'error', message: 'Unauthenticated.' });
  };
  return Router()
    .use(json({ limit: '16kb' }), urlencoded({ extended: false, limit: '16kb' }))
    .post('/auth/login', (request, response) => {
      if (Login.safeParse(request.body).success) response.json(issue());
      else response.status(401).json({ status: 'error', message: 'Invalid credentials' });
    })
    .patch('/auth/refresh', knownOnly, (_request, response) => {
      response.json(issue());
    })
    .post('/message/sms/send', knownOnly, async (request, response) => {
      const sms = Sms.safeParse(request.body);
      if (!sms.success) {
        response
          .status(400)
          .json({ status: 'error', message: { fields: sms.error.issues.map(({ path }) => path[0]) } });
        return;
      }
      const { mobile_phone: to, message: text } = sms.data;
      const message = await sent.add({ channel: 'eskiz', to, text, reference: null });
      response.json({ id: message.id, message: 'Waiting for SMS provider', status: 'waiting' });
    })
    .get('/message/sms/status/:id', knownOnly, (request, response) => {
      const known = sent.find('eskiz', String(request.params['id']));
      if (known === undefined) response.status(404).json({ status: 'error', message: 'Not found' });
      else response.json({ status: 'success', data: { id: known.id, status: 'DELIVRD' } });
    });
}
