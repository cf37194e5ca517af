import { Webhook } from 'standardwebhooks';
import { request } from 'undici';
import type { Logger } from 'pino';
import type { CallbackConfig } from '../config.ts';
import type { ServiceTable } from '../gateway/service-table.ts';
import { writeAnswer } from '../gateway/write-answer.ts';
import type { Ledger, Undelivered } from '../ledger/ledger.ts';
import { limited } from './limited.ts';

const firstRetryMs = 500;
const longestRetryMs = 15_000;
const timeoutMs = 10_000;
const atOnce = 16;
/** Refusals of our API (a wrong secret, an unknown agency) mean that something is set up wrongly. */
const refusalsEnough = 10;

export interface CallbackParts {
  readonly config: CallbackConfig;
  readonly ledger: Ledger;
  readonly services: ServiceTable;
  readonly log: Logger;
}

/**
 * Sends the answers of agencies that answer later, signed by Standard Webhooks, and repeats each under its one id
 * until our API has taken it: while the API is down, and after a restart of the simulator too.
 */
export class Callbacks {
  readonly #parts: CallbackParts;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #inTurn = limited(atOnce);
  #stopped = false;

  constructor(parts: CallbackParts) {
    this.#parts = parts;
  }

  /** Takes up what was not delivered when the simulator last ended. */
  start(): void {
    for (const callback of this.#parts.ledger.undelivered()) this.schedule(callback);
  }

  schedule(callback: Undelivered): void {
    this.#after(callback.dueAt - Date.now(), { callback, attempt: 1 });
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #after(ms: number, sending: Sending): void {
    if (this.#stopped) return;
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        void this.#inTurn(() => this.#sendOrLog(sending));
      },
      Math.max(ms, 0),
    );
    this.#timers.add(timer);
  }

  async #sendOrLog(sending: Sending): Promise<void> {
    if (this.#stopped) return;
    try {
      await this.#send(sending);
    } catch {
      this.#parts.log.error(
        { callback: sending.callback.id },
        'the delivery of a callback could not be noted',
      );
    }
  }

  async #send({ callback, attempt }: Sending): Promise<void> {
    const { ledger, log, services } = this.#parts;
    const service = services.byId(callback.service);
    if (service === undefined) {
      log.warn({ callback: callback.id }, 'a callback is owed for a service that the catalogue has no more');
      return;
    }
    const body = { transactionId: callback.transactionId, payload: writeAnswer(service, callback.decision) };
    const agency = callback.agency ?? service.agency;
    const status = await this.#post(agency, callback.id, JSON.stringify(body));
    const told = { callback: callback.id, agency, attempt, status };
    if (status >= 200 && status < 300) {
      await ledger.append({ line: 'delivered', callback: callback.id });
      log.debug(told, 'callback delivered');
    } else if (isRefusal(status) && attempt >= refusalsEnough) {
      log.warn(told, 'callback refused by the API: it is kept and sent again when the simulator starts anew');
    } else {
      this.#after(Math.min(firstRetryMs * 2 ** (attempt - 1), longestRetryMs), {
        callback,
        attempt: attempt + 1,
      });
    }
  }

  /** The HTTP status; 0 where no answer came. */
  async #post(agency: string, id: string, body: string): Promise<number> {
    const { url, secret, secretOf } = this.#parts.config;
    const now = new Date();
    try {
      const response = await request(`${url}/v1/callbacks/${agency}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
          'webhook-signature': new Webhook(secretOf[agency] ?? secret).sign(id, now, body),
        },
        body,
        signal: AbortSignal.timeout(timeoutMs),
      });
      await response.body.dump();
      return response.statusCode;
    } catch {
      return 0;
    }
  }
}

const isRefusal = (status: number): boolean => status >= 400 && status < 500 && status !== 429;

interface Sending {
  readonly callback: Undelivered;
  readonly attempt: number;
}
