import type { Logger } from 'pino';
import type { CallbackConfig } from '../config.ts';
import type { ServiceTable } from '../gateway/service-table.ts';
import type { WiredService } from '../gateway/wired-service.ts';
import { writeAnswer } from '../gateway/write-answer.ts';
import type { Ledger, Undelivered } from '../ledger/ledger.ts';
import { type Forged, forge } from './forge.ts';
import { limited } from './limited.ts';
import { type Posted, postCallback } from './post-callback.ts';

const firstRetryMs = 500;
const longestRetryMs = 15_000;
/** How often more a callback is sent that comes several times, and when again after it was taken. */
const moreAtOnce = 2;
const moreLaterMs = 2_000;
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
  readonly forged: Forged = { sent: 0, taken: 0 };
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

  /** `mode`: how it is disturbed (callback-twice, callback-forged), if it is. */
  schedule(callback: Undelivered, mode = 'ok'): void {
    this.#after(callback.dueAt - Date.now(), { callback, mode, attempt: 1 });
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

  async #send({ callback, mode, attempt }: Sending): Promise<void> {
    const { ledger, log, services } = this.#parts;
    const service = services.byId(callback.service);
    if (service === undefined) {
      log.warn({ callback: callback.id }, 'a callback is owed for a service that the catalogue has no more');
      return;
    }
    const agency = callback.agency ?? service.agency;
    const status = await this.#post(this.#posted({ callback, service, agency }), mode);
    const told = { callback: callback.id, agency, attempt, status };
    if (status >= 200 && status < 300) {
      await ledger.append({ line: 'delivered', callback: callback.id });
      log.debug(told, 'callback delivered');
      if (mode === 'callback-twice') this.#after(moreLaterMs, { callback, mode: 'ok', attempt: 1 });
    } else if (isRefusal(status) && attempt >= refusalsEnough) {
      log.warn(told, 'callback refused by the API: it is kept and sent again when the simulator starts anew');
    } else {
      this.#after(Math.min(firstRetryMs * 2 ** (attempt - 1), longestRetryMs), {
        callback,
        mode,
        attempt: attempt + 1,
      });
    }
  }

  #posted({ callback, service, agency }: Owed): Posted {
    const { url, secret: usual, secretOf } = this.#parts.config;
    const payload = writeAnswer(service, callback.decision);
    return {
      url: `${url}/v1/callbacks/${agency}`,
      id: callback.id,
      body: JSON.stringify({ transactionId: callback.transactionId, payload }),
      secret: secretOf[agency] ?? usual,
      signedAt: new Date(),
    };
  }

  /** The HTTP status; 0 where no answer came. */
  async #post(posted: Posted, mode: string): Promise<number> {
    if (mode === 'callback-forged') await forge(posted, this.forged);
    return mode === 'callback-twice' ? this.#severalTimes(posted) : postCallback(posted);
  }

  /** At once; gives the status of one of them. */
  async #severalTimes(posted: Posted): Promise<number> {
    const more = Array.from({ length: moreAtOnce }, () => postCallback(posted));
    const status = await postCallback(posted);
    await Promise.all(more);
    return status;
  }
}

const isRefusal = (status: number): boolean => status >= 400 && status < 500 && status !== 429;

interface Owed {
  readonly callback: Undelivered;
  readonly service: WiredService;
  /** Another one than the service's where it took the call over. */
  readonly agency: string;
}

interface Sending {
  readonly callback: Undelivered;
  readonly mode: string;
  readonly attempt: number;
}
