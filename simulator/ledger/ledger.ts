import { join } from 'node:path';
import { openJournal, type Journal } from '../journal.ts';
import { Line, type Callback, type Decision, type Entry, type RequestLine } from './entry.ts';

/** What the simulator knows of one key. */
export interface KeyRecord {
  readonly service: string;
  /** Hash of the first body. */
  bodyHash: string | null;
  readonly hashes: Set<string>;
  effects: number;
  /** How often it was asked for its result while there was none. */
  pendings: number;
  decision?: Decision;
  callback?: Callback | undefined;
}

export interface Summary {
  readonly requests: number;
  readonly effects: number;
  /** Effects beyond the first of a key. */
  readonly duplicates: number;
  readonly keysWithTwoBodies: number;
}

/** A callback that has not reached our API yet. */
export interface Undelivered extends Callback {
  readonly service: string;
  readonly decision: Decision;
}

/**
 * The memory of all agencies: every request seen and every effect done, on the disk before it is answered. It is the
 * oracle of the tests, so it is never changed, only appended to.
 */
export class Ledger {
  readonly #journal: Journal;
  readonly #entries: Entry[] = [];
  readonly #ofRoute = new Map<string, Entry[]>();
  readonly #keys = new Map<string, KeyRecord>();
  readonly #keyOf = new Map<string, string>();
  readonly #undelivered = new Map<string, Undelivered>();
  /** Callback id to key. */
  readonly #callbacks = new Map<string, string>();
  #effects = 0;
  #duplicates = 0;
  #keysWithTwoBodies = 0;

  constructor(journal: Journal, lines: readonly unknown[]) {
    this.#journal = journal;
    for (const line of lines) this.#take(Line.parse(line));
  }

  /** What is known of a key; undefined if it was never seen. */
  record(key: string): Readonly<KeyRecord> | undefined {
    return this.#keys.get(key);
  }

  /** The key under which a transaction was decided. */
  keyOf(transactionId: string): string | undefined {
    return this.#keyOf.get(transactionId);
  }

  entries({
    route,
    service,
  }: {
    route?: string | undefined;
    service?: string | undefined;
  }): readonly Entry[] {
    const entries = route === undefined ? this.#entries : (this.#ofRoute.get(route) ?? []);
    return service === undefined ? entries : entries.filter((entry) => entry.service === service);
  }

  summary(): Summary {
    return {
      requests: this.#entries.length,
      effects: this.#effects,
      duplicates: this.#duplicates,
      keysWithTwoBodies: this.#keysWithTwoBodies,
    };
  }

  undelivered(): readonly Undelivered[] {
    return [...this.#undelivered.values()];
  }

  /** Every callback that was owed since the ledger began, of which key, and whether our API has taken it. */
  callbacks(): readonly { readonly id: string; readonly key: string; readonly delivered: boolean }[] {
    return [...this.#callbacks].map(([id, key]) => ({ id, key, delivered: !this.#undelivered.has(id) }));
  }

  /** Takes a line at once, so that the next request sees it, and settles when it is on the disk. */
  async append(line: Line): Promise<void> {
    this.#take(line);
    await this.#journal.append(line);
  }

  close(): Promise<void> {
    return this.#journal.close();
  }

  #take(line: Line): void {
    if (line.line === 'delivered') this.#undelivered.delete(line.callback);
    else this.#takeRequest(line);
  }

  #takeRequest(line: RequestLine): void {
    const { entry, decided, callback } = line;
    this.#entries.push(entry);
    const ofRoute = this.#ofRoute.get(entry.route) ?? [];
    ofRoute.push(entry);
    this.#ofRoute.set(entry.route, ofRoute);
    this.#note(line);
    if (decided === undefined) return;
    const { transactionId, decision } = decided;
    if (transactionId !== null) this.#keyOf.set(transactionId, entry.key);
    if (callback !== undefined) {
      this.#callbacks.set(callback.id, entry.key);
      this.#undelivered.set(callback.id, { ...callback, service: entry.service, decision });
    }
  }

  #note({ entry, asksOnly, decided, callback }: RequestLine): void {
    const record = this.#recordOf(entry);
    if (entry.effect) this.#countEffect(record);
    if (entry.answer.is === 'accepted') record.pendings += 1;
    if (!asksOnly && entry.bodyHash !== null) this.#countBody(record, entry.bodyHash);
    if (decided === undefined) return;
    if (!isFinal(record.decision)) record.decision = decided.decision;
    record.callback ??= callback;
  }

  #recordOf({ key, service }: Entry): KeyRecord {
    const known = this.#keys.get(key);
    const record = known ?? { service, bodyHash: null, hashes: new Set(), effects: 0, pendings: 0 };
    this.#keys.set(key, record);
    return record;
  }

  #countEffect(record: KeyRecord): void {
    this.#effects += 1;
    if (record.effects > 0) this.#duplicates += 1;
    record.effects += 1;
  }

  #countBody(record: KeyRecord, bodyHash: string): void {
    const before = record.hashes.size;
    record.bodyHash ??= bodyHash;
    record.hashes.add(bodyHash);
    if (before === 1 && record.hashes.size === 2) this.#keysWithTwoBodies += 1;
  }
}

/** "No such thing" is no decision for ever: a register may show tomorrow what it does not show today. */
export const isFinal = (decision: Decision | undefined): boolean =>
  decision !== undefined && decision.is !== 'not-found';

/** Opens the ledger of a data folder, with all it held. */
export async function openLedger(folder: string): Promise<Ledger> {
  const { journal, lines } = await openJournal(join(folder, 'ledger.jsonl'));
  return new Ledger(journal, lines);
}
