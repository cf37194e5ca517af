import { randomUUID } from 'node:crypto';
import { createPoster, type Poster } from '../../../activities/webhooks/post.ts';
import { createSender, type Result, type Sender } from '../../../activities/webhooks/sender.ts';
import { storeSecret } from '../../../db/webhooks/secrets.ts';
import type { EventType } from '../../../webhooks/event.ts';
import { newSecret } from '../../../webhooks/seal.ts';
import { type Receiver, startReceiver } from '../../support/receiver.ts';
import { catalogueOf, routeOf, serviceOf } from './country.ts';
import { Stage } from './stage.ts';

const catalogue = catalogueOf(serviceOf('registry.enter', {}));
const route = routeOf(catalogue, { enter: { service: 'registry.enter', input: {} } });

export interface Hook {
  readonly id: string;
  readonly secret: string;
}

/** Routes, webhooks and a receiver, with as many senders as a test wants. */
export class WebhookStage {
  readonly key = Buffer.alloc(32, 3);
  readonly results: Result[] = [];
  readonly warned: unknown[] = [];
  readonly stage: Stage;
  readonly receiver: Receiver;
  readonly #poster: Poster;

  constructor(stage: Stage, receiver: Receiver) {
    this.stage = stage;
    this.receiver = receiver;
    this.#poster = createPoster({ loopback: true, ports: [443] }, { timeoutMs: 2_000 });
  }

  static async set(): Promise<WebhookStage> {
    return new WebhookStage(await Stage.set(catalogue), await startReceiver());
  }

  async strike(): Promise<void> {
    await this.#poster.close();
    await this.receiver.close();
    await this.stage.strike();
  }

  /** As before the first test. */
  async clear(): Promise<void> {
    await this.rows('delete from webhooks');
    await this.rows('delete from webhook_deliveries');
    this.results.length = 0;
    this.warned.length = 0;
    this.receiver.forget();
  }

  rows(query: string, ...values: unknown[]): Promise<Record<string, unknown>[]> {
    return this.stage.rows(query, ...values);
  }

  async hook(url = this.receiver.url, events: readonly EventType[] | null = null): Promise<Hook> {
    const [id, secret] = [randomUUID(), newSecret()];
    await this.rows(
      `insert into webhooks (id, client, url, events) values ($1, 'portal', $2, $3)`,
      ...[id, url, events],
    );
    await storeSecret(this.stage.db.orm, { id: randomUUID(), webhook: id, secret, key: this.key });
    return { id, secret };
  }

  route(): Promise<string> {
    return this.stage.enter({ route });
  }

  async move(id: string): Promise<void> {
    await this.rows('update routes set seq = seq + 1 where id = $1', id);
  }

  sender(poster: Pick<Poster, 'post'> = this.#poster): Sender {
    const log = { info: () => undefined, warn: (...told: unknown[]) => this.warned.push(told) } as never;
    return createSender({
      ...{ db: this.stage.db, poster, log },
      settings: { key: this.key, disableAfterDays: 5 },
      observe: (result) => this.results.push(result),
      signal: new AbortController().signal,
    });
  }

  /** One round of one sender, to its end. */
  async send(sender: Sender = this.sender()): Promise<void> {
    await sender.round();
    await sender.settled();
  }

  /** Lets time pass for what waits: the next attempt is due, and claims have ended. */
  async later(): Promise<void> {
    await this.rows(`update webhook_deliveries set next_at = now() where state = 'waiting'`);
  }
}
