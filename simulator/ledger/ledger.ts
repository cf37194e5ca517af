import { join } from 'node:path';
import { openJournal, type Journal } from '../journal.ts';
import { Line, type Callback, type Decision, type Entry, type RequestLine } from './entry.ts';

/** What the simulator knows of one key. */
export interface KeyRecord {
  readonly service: string;
  /** Hash of the first body. */
  readonly bodyHash: string | null;
  readonly effects: number;
  /** How often it was asked for its result while there was none. */
  readonly pendings: number;
  readonly decision?: Decision;
  readonly callback?: Callback;
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
  readonly #hashes = new Map<string, Set<string>>();
  readonly #keyOf = new Map<string, string>();
  readonly #undelivered = new Map<string, Undelivered>();
  #effects = 0;
  #duplicates = 0;
  #keysWithTwoBodies = 0;

  constructor(journal: Journal, lines: readonly unknown[]) {
    this.#journal = journal;
    for (const line of lines) this.#take(Line.parse(line));
  }

  /** What is known of a key; undefined if it was never seen. */
  record(key: string): KeyRecord | undefined {
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
    const ofRoute = this.#ofRoute.get(entry.route);
    if (ofRoute === undefined) this.#ofRoute.set(entry.route, [entry]);
    else ofRoute.push(entry);
    this.#count(line, this.#keys.get(entry.key));
    this.#keys.set(entry.key, recordAfter(line, this.#keys.get(entry.key)));
    if (decided?.transactionId != null) this.#keyOf.set(decided.transactionId, entry.key);
    if (callback !== undefined && decided !== undefined) {
      this.#undelivered.set(callback.id, { ...callback, service: entry.service, decision: decided.decision });
    }
  }

  #count({ entry, asksOnly }: RequestLine, before: KeyRecord | undefined): void {
    if (entry.effect) {
      this.#effects += 1;
      if ((before?.effects ?? 0) > 0) this.#duplicates += 1;
    }
    if (asksOnly || entry.bodyHash === null) return;
    const hashes = this.#hashes.get(entry.key) ?? new Set();
    this.#hashes.set(entry.key, hashes);
    const sizeBefore = hashes.size;
    hashes.add(entry.bodyHash);
    if (sizeBefore === 1 && hashes.size === 2) this.#keysWithTwoBodies += 1;
  }
}

function recordAfter({ entry, decided, callback }: RequestLine, before: KeyRecord | undefined): KeyRecord {
  return {
    service: before?.service ?? entry.service,
    bodyHash: before?.bodyHash ?? entry.bodyHash,
    effects: (before?.effects ?? 0) + (entry.effect ? 1 : 0),
    pendings: (before?.pendings ?? 0) + (entry.answer.is === 'accepted' ? 1 : 0),
    ...pick('decision', before?.decision ?? decided?.decision),
    ...pick('callback', before?.callback ?? callback),
  };
}

function pick<Name extends string, T>(name: Name, value: T | undefined): { [K in Name]?: T } {
  return (value === undefined ? {} : { [name]: value }) as { [K in Name]?: T };
}

/** Opens the ledger of a data folder, with all it held. */
export async function openLedger(folder: string): Promise<Ledger> {
  const { journal, lines } = await openJournal(join(folder, 'ledger.jsonl'));
  return new Ledger(journal, lines);
}
