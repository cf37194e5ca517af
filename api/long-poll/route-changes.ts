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
  /** How often it is asked whether the connection still carries anything. */
  readonly askEveryMs?: number;
  /** So long after the last one who waited nobody listens any more: each change that is told costs both sides something. */
  readonly listenOnMs?: number;
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
  #resting: NodeJS.Timeout | undefined;

  constructor(db: Database, settings: Settings) {
    this.#db = db;
    this.#settings = settings;
  }

  async listen(route: string): Promise<Ear | undefined> {
    const { limit = 1_000, onCount = () => undefined } = this.#settings;
    if (this.#ended.signal.aborted || this.#ears.open >= limit) return undefined;
    // Before there is a line: who is about to wait counts, for the bound and for whether anybody does.
    const ear = this.#ears.openFor(route);
    onCount(this.#ears.open);
    const close = () => {
      ear.close();
      onCount(this.#ears.open);
      if (this.#ears.open === 0) this.#restLater();
    };
    try {
      await this.#ensureLine();
    } catch (error) {
      close();
      throw error;
    }
    return { rung: (withinMs, gone) => this.#rung(ear, withinMs, gone), close };
  }

  close(): void {
    this.#ended.abort();
    this.#rest();
  }

  async #rung(ear: Ear, withinMs: number, gone: AbortSignal): Promise<boolean> {
    // What was told while nobody listened is not told again: who waits looks for themselves once more.
    if (this.#line === undefined && !this.#ended.signal.aborted) {
      await this.#ensureLine();
      return true;
    }
    return ear.rung(withinMs, AbortSignal.any([gone, this.#ended.signal]));
  }

  #restLater(): void {
    clearTimeout(this.#resting);
    const rest = () => {
      if (this.#ears.open === 0) this.#rest();
    };
    this.#resting = setTimeout(rest, this.#settings.listenOnMs ?? 10_000).unref();
  }

  #rest(): void {
    clearTimeout(this.#resting);
    const line = this.#line;
    this.#line = undefined;
    void line?.then(
      (open) => open.end(),
      () => undefined,
    );
  }

  async #ensureLine(): Promise<void> {
    const line = (this.#line ??= this.#openLine());
    try {
      await line;
    } catch (error) {
      // Somebody may have opened another one meanwhile.
      if (this.#line === line) this.#line = undefined;
      throw error;
    }
  }

  #openLine(): Promise<Line> {
    const line: Promise<Line> = openLine(this.#db, {
      askEveryMs: this.#settings.askEveryMs ?? 5_000,
      onTold: (route) => this.#ears.ring(route),
      // Another one may have been opened meanwhile.
      onLost: () => {
        if (this.#line === line) this.#lost();
      },
    });
    return line;
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

interface Listener {
  readonly askEveryMs: number;
  readonly onTold: (route: string) => void;
  readonly onLost: () => void;
}

async function openLine({ pool }: Database, { askEveryMs, onTold, onLost }: Listener): Promise<Line> {
  const client = await pool.connect();
  let isOpen = true;
  let asking: NodeJS.Timeout | undefined;
  const end = (): void => {
    clearTimeout(asking);
    if (isOpen) client.release(true);
    isOpen = false;
  };
  const lose = (): void => {
    if (!isOpen) return;
    end();
    onLost();
  };
  // A connection that swallows everything looks like one on which nothing is told.
  const askLater = (): void => {
    asking = setTimeout(() => void client.query('select 1').then(askLater, lose), askEveryMs);
  };
  client.on('error', lose);
  client.on('notification', ({ payload }) => onTold(payload ?? ''));
  try {
    await client.query('listen route_changed');
    askLater();
    return { end };
  } catch (error) {
    end();
    throw error;
  }
}
