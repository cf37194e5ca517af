import { json, Router, urlencoded } from 'express';
import { z } from 'zod';
import type { Sent } from './sent.ts';

const SendMessage = z.object({
  chat_id: z.union([z.int(), z.string().regex(/^-?\d{1,20}$/)]).transform(String),
  text: z.string().min(1).max(4096),
});

/** Chats whose number ends so have blocked the bot, or get too many messages. */
const blocked = /403$/;
const tooMany = /429$/;

/** Stands in for the Telegram Bot API: `sendMessage` under any bot token. */
export function telegram(sent: Sent): Router {
  return Router()
    .use(json({ limit: '16kb' }), urlencoded({ extended: false, limit: '16kb' }))
    .post(/^\/bot[\w:-]{1,100}\/sendMessage$/, async (request, response) => {
      const message = SendMessage.safeParse(request.body);
      if (!message.success) {
        response.status(400).json(failure(400, 'Bad Request: chat_id or text is wrong'));
      } else if (blocked.test(message.data.chat_id)) {
        response.status(403).json(failure(403, 'Forbidden: bot was blocked by the user'));
      } else if (tooMany.test(message.data.chat_id)) {
        const retry = { parameters: { retry_after: 1 } };
        response.status(429).json({ ...failure(429, 'Too Many Requests: retry after 1'), ...retry });
      } else {
        response.json(await send(sent, message.data));
      }
    });
}

async function send(sent: Sent, { chat_id: to, text }: z.infer<typeof SendMessage>) {
  const kept = await sent.add({ channel: 'telegram', to, text, reference: null });
  const date = Math.floor(Date.parse(kept.at) / 1000);
  return {
    ok: true,
    result: { message_id: Number(kept.id), date, chat: { id: Number(to), type: 'private' }, text },
  };
}

const failure = (code: number, description: string) => ({ ok: false, error_code: code, description });
