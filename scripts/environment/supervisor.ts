import { setTimeout as sleep } from 'node:timers/promises';
import type { Running } from './processes.ts';

/** Starts a child; must tell `born` of its process at once, and resolve when it is ready. */
export type Start<Child extends Running> = (born: (process: Running) => void) => Promise<Child>;

const longestPauseMs = 30_000;

/** Keeps children running: one that ends by itself is started again, with a line. */
export class Supervisor {
  readonly #alive = new Set<Running>();
  readonly #say: (line: string) => void;
  readonly #born: (process: Running) => void;
  #stopping: Promise<void> | undefined;

  /** `born` hears of every process that is started. */
  constructor(say: (line: string) => void, born: (process: Running) => void) {
    this.#say = say;
    this.#born = born;
  }

  isStopping(): boolean {
    return this.#stopping !== undefined;
  }

  /** Starts a child and keeps it. Rejects when its first start fails. */
  async keep<Child extends Running>(start: Start<Child>): Promise<Child> {
    const child = await start(this.#register);
    void this.#watch(child, start);
    return child;
  }

  /** Ends all children: ours first, then the servers they need. Harmless to repeat. */
  stopAll(): Promise<void> {
    return (this.#stopping ??= this.#stop());
  }

  readonly #register = (child: Running): void => {
    this.#alive.add(child);
    this.#born(child);
    void child.ended.then(() => this.#alive.delete(child));
    if (this.isStopping()) void child.stop();
  };

  async #watch(first: Running, start: Start<Running>): Promise<void> {
    let child: Running | undefined = first;
    for (let quickEnds = 0; child !== undefined; quickEnds++) {
      const began = Date.now();
      const how = await child.ended;
      if (this.isStopping()) return;
      if (Date.now() - began > 60_000) quickEnds = 0;
      this.#say(`${child.name} ${how}; starting it again. What it printed: ${child.log}`);
      child = await this.#again(child.name, start, quickEnds * 1000);
    }
  }

  async #again(name: string, start: Start<Running>, firstPauseMs: number): Promise<Running | undefined> {
    for (
      let pauseMs = firstPauseMs;
      !this.isStopping();
      pauseMs = Math.min(pauseMs * 2 + 1000, longestPauseMs)
    ) {
      await sleep(Math.min(pauseMs, longestPauseMs));
      try {
        return await start(this.#register);
      } catch (error) {
        if (!this.isStopping())
          this.#say(
            `${error instanceof Error ? error.message : String(error)}\nTrying ${name} again shortly.`,
          );
      }
    }
    return undefined;
  }

  async #stop(): Promise<void> {
    const servers = [...this.#alive].filter(({ name }) => name === 'PostgreSQL' || name === 'Temporal');
    const ours = [...this.#alive].filter((child) => !servers.includes(child));
    await Promise.all(ours.map((child) => child.stop()));
    await Promise.all(servers.map((child) => child.stop()));
  }
}
