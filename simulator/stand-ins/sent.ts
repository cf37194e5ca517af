import { join } from 'node:path';
import { Router } from 'express';
import { z } from 'zod';
import { openJournal, type Journal } from '../journal.ts';
import { problem, wrong } from '../problem.ts';

const channels = ['eskiz', 'playmobile', 'telegram'] as const;

/** A message as a gateway would have sent it on. */
const Message = z.object({
  /** The gateway's own id. */
  id: z.string(),
  channel: z.enum(channels),
  /** Telephone number or chat. */
  to: z.string(),
  text: z.string(),
  /** The sender's own id of it, where its protocol has one. */
  reference: z.string().nullable(),
  at: z.string(),
});
export type Message = z.infer<typeof Message>;

const Filter = z.strictObject({ channel: z.enum(channels).optional() });
const mostKept = 10_000;

/** Keeps what was "sent", the newest ten thousand at hand, all in the file. */
export class Sent {
  readonly #journal: Journal;
  #messages: Message[];
  #count: number;

  constructor(journal: Journal, lines: readonly unknown[]) {
    this.#journal = journal;
    this.#messages = lines.slice(-mostKept).map((line) => Message.parse(line));
    this.#count = lines.length;
  }

  async add(message: Omit<Message, 'id' | 'at'>): Promise<Message> {
    this.#count += 1;
    const added = { ...message, id: String(this.#count), at: new Date().toISOString() };
    this.#messages = [...this.#messages.slice(-(mostKept - 1)), added];
    await this.#journal.append(added);
    return added;
  }

  find(channel: Message['channel'], id: string): Message | undefined {
    return this.#messages.find((message) => message.channel === channel && message.id === id);
  }

  close(): Promise<void> {
    return this.#journal.close();
  }

  /** `GET /sent`, newest first. */
  endpoint(): Router {
    return Router().get('/sent', (request, response) => {
      const filter = Filter.safeParse(request.query);
      if (!filter.success) {
        problem(response, wrong(filter.error));
        return;
      }
      const { channel } = filter.data;
      const items = this.#messages.filter((message) => channel === undefined || message.channel === channel);
      response.json({ items: items.toReversed() });
    });
  }
}

export async function openSent(folder: string): Promise<Sent> {
  const { journal, lines } = await openJournal(join(folder, 'sent.jsonl'));
  return new Sent(journal, lines);
}
