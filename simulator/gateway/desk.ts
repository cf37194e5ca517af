import { randomUUID } from 'node:crypto';
import type { Behaviour, Modes } from '../control/modes.ts';
import type { Callbacks } from '../callbacks/callbacks.ts';
import { routeOf, type Decision, type Entry } from '../ledger/entry.ts';
import { isFinal, type KeyRecord, type Ledger } from '../ledger/ledger.ts';
import type { Arrival } from './arrival.ts';
import { decide } from './decide.ts';
import { interfere } from './interference.ts';
import { readReference, readRequest, type Request } from './read-request.ts';
import { faultReply, type Fault, type Reply } from './reply.ts';
import type { ServiceTable } from './service-table.ts';
import { answerDelay, callbackDelay, type Timing } from './timing.ts';
import type { WiredService } from './wired-service.ts';
import { writeAnswer, type Said } from './write-answer.ts';

export interface DeskParts {
  readonly ledger: Ledger;
  readonly modes: Modes;
  readonly callbacks: Callbacks;
  readonly services: ServiceTable;
  readonly timing: Timing;
  readonly seed: string;
}

/** Slower than anybody waits for. */
const dripMs = 500;

const neverHappened: Decision = { is: 'not-found' };

/** The agencies' desk: takes a request in, decides, has it written into the ledger, and says how it is answered. */
export class Desk {
  readonly #parts: DeskParts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  async serve(arrival: Arrival): Promise<Reply> {
    const { modes, timing } = this.#parts;
    const { service, key, asksOnly } = arrival;
    const behaviour = modes.take(arrival);
    const delayMs = answerDelay(behaviour, service, { usual: timing.answerMs(service, key) });
    const disturbed = interfere(arrival, behaviour, delayMs);
    if (disturbed !== undefined) {
      await this.#note(arrival, { is: 'fault', because: behaviour.mode });
      return disturbed;
    }
    if (behaviour.agency !== undefined) return this.#handOn(arrival, behaviour.agency, delayMs);
    return asksOnly ? this.#tell(arrival, delayMs) : this.#act(arrival, behaviour);
  }

  /** "Not mine, theirs." */
  async #handOn(arrival: Arrival, agency: string, delayMs: number): Promise<Reply> {
    const said: Said = { is: 'readdressed', agency };
    await this.#note(arrival, said);
    return written(arrival.service, said, delayMs);
  }

  /** Answers a look-up or poll. */
  async #tell(arrival: Arrival, delayMs: number): Promise<Reply> {
    const { ledger, services } = this.#parts;
    const reference = readReference(arrival.service, arrival.body);
    if (reference === undefined)
      return this.#turnAway(arrival, 'wrong-request', 'Only the transaction id is taken.');
    const key = ledger.keyOf(reference) ?? '';
    const record = ledger.record(key);
    const service = services.byId(record?.service ?? '') ?? arrival.service;
    const said = record === undefined ? neverHappened : this.#about({ ...arrival, service, key }, record);
    await this.#note(arrival, said);
    return written(service, said, delayMs);
  }

  async #act(arrival: Arrival, behaviour: Behaviour): Promise<Reply> {
    const { ledger } = this.#parts;
    const { service, key } = arrival;
    const record = ledger.record(key);
    const request = readRequest(service, arrival.body);
    if ('fault' in request) return this.#turnAway(arrival, 'wrong-request', request.fault);
    if (isOther(arrival, record)) return this.#turnAway(arrival, 'other-body');
    const known = this.#known(arrival, record);
    if (known === undefined) return this.#carryOut(arrival, behaviour, request);
    await this.#note(arrival, known);
    return this.#reply(arrival, behaviour, { said: known });
  }

  /** What needs no new deed: a repeat of a key that is honoured, and the undoing of what never happened. */
  #known(arrival: Arrival, record: Readonly<KeyRecord> | undefined): Said | undefined {
    const repeated = record !== undefined && isFinal(record.decision);
    if (repeated && arrival.service.repeat === 'safe') return this.#about(arrival, record);
    if (!arrival.key.endsWith('/undo')) return undefined;
    const undone = this.#parts.ledger.record(arrival.key.slice(0, -'/undo'.length));
    return undone === undefined || undone.effects === 0 ? neverHappened : undefined;
  }

  async #carryOut(arrival: Arrival, behaviour: Behaviour, request: Request): Promise<Reply> {
    const { ledger, callbacks, timing, seed } = this.#parts;
    const { service, agency, key } = arrival;
    const { transactionId } = request;
    const now = new Date();
    const { decision, delayMs: agreed } = decide({
      service,
      key,
      input: request.input,
      behaviour,
      seed,
      now,
    });
    const said: Said = service.answers === 'at-once' ? decision : { is: 'accepted' };
    const wait = callbackDelay(behaviour, { usual: timing.callbackMs(service, key), agreed });
    const calledBack = service.answers === 'later' && transactionId !== null;
    const callback = calledBack
      ? { id: `callback-${randomUUID()}`, agency, dueAt: now.getTime() + wait, transactionId }
      : undefined;
    const entry = { ...this.#entry(arrival, said), effect: decision.is === 'answered' };
    await ledger.append({
      line: 'request',
      entry,
      asksOnly: false,
      decided: { transactionId, decision },
      callback,
    });
    if (callback !== undefined)
      callbacks.schedule({ ...callback, service: service.id, decision }, behaviour.mode);
    return this.#reply(arrival, behaviour, { said, agreed });
  }

  /** What is said about a key that was decided: the decision, or that it is not there yet. */
  #about({ service, key }: Arrival, { decision, callback, pendings }: Readonly<KeyRecord>): Said {
    const notYet =
      service.answers === 'polled'
        ? pendings < this.#parts.timing.pendings(service, key)
        : callback !== undefined && callback.dueAt > Date.now();
    return notYet ? { is: 'accepted' } : (decision ?? neverHappened);
  }

  #reply(arrival: Arrival, behaviour: Behaviour, told: { said: Said; agreed?: number | undefined }): Reply {
    const { service, key } = arrival;
    const usual = this.#parts.timing.answerMs(service, key);
    const delayMs = answerDelay(behaviour, service, { usual, agreed: told.agreed });
    if (behaviour.mode === 'effect-then-reset') return { delayMs, with: { is: 'reset' } };
    const reply = written(service, told.said, delayMs);
    const { mode } = behaviour;
    return mode === 'drip'
      ? { delayMs, with: { is: 'drip', body: reply.with.body, everyMs: dripMs } }
      : reply;
  }

  async #turnAway(arrival: Arrival, fault: Fault, description = ''): Promise<Reply> {
    await this.#note(arrival, { is: 'fault', because: fault });
    return faultReply(fault, { description });
  }

  /** Notes a request that did nothing new. */
  #note(arrival: Arrival, answer: Entry['answer']): Promise<void> {
    const { asksOnly } = arrival;
    return this.#parts.ledger.append({ line: 'request', entry: this.#entry(arrival, answer), asksOnly });
  }

  #entry({ key, service, agency, asksOnly, bodyHash }: Arrival, answer: Entry['answer']): Entry {
    return {
      key,
      route: routeOf(key),
      service: service.id,
      agency,
      bodyHash: asksOnly ? (this.#parts.ledger.record(key)?.bodyHash ?? null) : bodyHash,
      at: new Date().toISOString(),
      effect: false,
      answer,
    };
  }
}

function isOther({ bodyHash }: Arrival, record: Readonly<KeyRecord> | undefined): boolean {
  return typeof record?.bodyHash === 'string' && record.bodyHash !== bodyHash;
}

function written(service: WiredService, said: Said, delayMs: number) {
  return { delayMs, with: { is: 'json', status: 200, body: writeAnswer(service, said) } } as const;
}
