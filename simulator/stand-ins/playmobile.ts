import { json, Router } from 'express';
import { z } from 'zod';
import type { Sent } from './sent.ts';

const Send = z.object({
  messages: z
    .array(
      z.object({
        recipient: z.string().regex(/^998\d{9}$/),
        'message-id': z.string().min(1).max(100),
        sms: z.object({
          originator: z.string().max(20),
          content: z.object({ text: z.string().min(1).max(640) }),
        }),
      }),
    )
    .min(1)
    .max(100),
});

/** Stands in for the SMS gateway Playmobile (SMSXabar): Basic authentication with any name, one call, many messages. */
export function playmobile(sent: Sent): Router {
  return Router().post('/broker-api/send', json({ limit: '256kb' }), async (request, response) => {
    if (!/^Basic [\w+/=]+$/i.test(request.get('authorization') ?? '')) {
      response.status(401).json({ 'error-code': 100, 'error-description': 'Authorization required' });
      return;
    }
    const body = Send.safeParse(request.body);
    if (!body.success) {
      response.status(400).json({ 'error-code': 200, 'error-description': 'Invalid request' });
      return;
    }
    for (const { recipient, 'message-id': reference, sms } of body.data.messages) {
      await sent.add({ channel: 'playmobile', to: recipient, text: sms.content.text, reference });
    }
    response.type('text').send('Request is received');
  });
}
