import type { Database } from '../../db/client.ts';
import { type Ear, Ears } from './ears.ts';

/** Tells when routes change; one shared connection listens for all requests of this process. */
export interface RouteChanges {
  /** Undefined where too many wait already, or the process is ending: then the request is answered at once. */
  listen(route: string): Promise<Ear | undefined>;
  /** Sends everybody who waits on their way and stops listening. */
  close(): void;
}

interface Settings {
  /** Requests of this process that may wait at a time. */
  readonly limit?: number;
  readonly onCount?: (waiting: number) => void;
}

export function createRouteChanges(db: Database, settings: Settings = {}): RouteChanges {
  return new Listening(db, settings);
}

class Listening implements RouteChanges {
  readonly #db: Database;
  readonly #settings: Settings;
  readonly #ears = new Ears();
  readonly #ended = new AbortController();
  #line: Promise<Line> | undefined;

  constructor(db: Database, settings: Settings) {
    this.#db = db;
    this.#settings = settings;
  }

  async listen(route: string): Promise<Ear | undefined> {
    const { limit = 1_000, onCount = () => undefined } = this.#settings;
    if (this.#ended.signal.aborted || this.#ears.open >= limit) return undefined;
    await this.#ensureLine();
    const ear = this.#ears.openFor(route);
    onCount(this.#ears.open);
    return {
      rung: async (withinMs, gone) => ear.rung(withinMs, AbortSignal.any([gone, this.#ended.signal])),
      close: () => {
        ear.close();
        onCount(this.#ears.open);
      },
    };
  }

  close(): void {
    this.#ended.abort();
    void this.#line?.then(
      (line) => line.end(),
      () => undefined,
    );
  }

  async #ensureLine(): Promise<void> {
    this.#line ??= openLine(
      this.#db,
      (route) => this.#ears.ring(route),
      () => this.#lost(),
    );
    try {
      await this.#line;
    } catch (error) {
      this.#line = undefined;
      throw error;
    }
  }

  /** What is told while nobody listens is lost: everybody who waits is sent to look for themselves. */
  #lost(): void {
    this.#line = undefined;
    this.#ears.ringAll();
  }
}

interface Line {
  /** Gives the connection back, closed; a second time does nothing. */
  end(): void;
}

async function openLine(
  { pool }: Database,
  onTold: (route: string) => void,
  onLost: () => void,
): Promise<Line> {
  const client = await pool.connect();
  let isOpen = true;
  const end = (): void => {
    if (isOpen) client.release(true);
    isOpen = false;
  };
  client.on('error', () => {
    end();
    onLost();
  });
  client.on('notification', ({ payload }) => onTold(payload ?? ''));
  try {
    await client.query('listen route_changed');
    return { end };
  } catch (error) {
    end();
    throw error;
  }
}
