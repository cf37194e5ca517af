import { setTimeout as sleep } from 'node:timers/promises';
import type { Running } from '../../scripts/environment/processes.ts';

export const targets = ['worker-1', 'worker-2', 'api-1', 'api-2', 'postgres', 'temporal'] as const;
export type Target = (typeof targets)[number];

/** Starts the process; resolves when it runs, not yet when it is ready. `born` is told of it at once. */
export type Start = (born: (process: Running) => void) => Promise<Running>;

export interface MemberOptions {
  readonly name: string;
  readonly start: Start;
  /** True when it can do its work. */
  readonly isReady: () => Promise<boolean>;
  readonly born: (process: Running) => void;
  /** Told when it ended without having been killed by us. */
  readonly onLost: (name: string, how: string) => void;
}

/** Who is killed the moment it is up does nothing that could go wrong. */
const breathMs = 3_000;

/** One process that may be hurt: kept running, whatever ends it, until the run is over. */
export class Member {
  readonly #options: MemberOptions;
  #process: Running | undefined;
  /** What happens to it now is our doing. */
  #isHurt = false;
  #isOver = false;
  #upAt = 0;
  /** The latest start, until the process is ready. */
  #rising: Promise<void> = Promise.resolve();

  constructor(options: MemberOptions) {
    this.#options = options;
  }

  /** It runs, nothing is being done to it, and it has had a moment to work since it came up. */
  get isFree(): boolean {
    const isWell = !this.#isHurt && !this.#isOver && this.#process?.isAlive() === true;
    return isWell && performance.now() - this.#upAt > breathMs;
  }

  /** Starts it, trying until it runs and is ready. */
  up(): Promise<void> {
    return (this.#rising = this.#rise());
  }

  async #rise(): Promise<void> {
    while (!this.#isOver) {
      try {
        const process = await this.#options.start(this.#options.born);
        this.#process = process;
        void process.ended.then((how) => this.#lost(process, how));
        if (await this.#becomesReady(process)) {
          this.#upAt = performance.now();
          return;
        }
      } catch {
        // PostgreSQL refuses to start until all of its killed self has gone; whatever else it is, it is tried again.
      }
      await sleep(200);
    }
    // The run ended while it was being started.
    await this.#process?.stop();
  }

  async #becomesReady(process: Running): Promise<boolean> {
    while (process.isAlive() && !this.#isOver) {
      if (await this.#options.isReady()) return true;
      await sleep(100);
    }
    return false;
  }

  /** Ends it by this signal, and starts it anew at once; resolves when it is ready again. False where it did not run. */
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<boolean> {
    return this.#hurt(async (running) => {
      process.kill(running.pid, signal);
      const force = setTimeout(() => process.kill(running.pid, 'SIGKILL'), 30_000);
      await running.ended;
      clearTimeout(force);
      await this.up();
    });
  }

  /** Stops it where it stands, and lets it go on after so many milliseconds as if nothing had been. False as above. */
  freeze(ms: number): Promise<boolean> {
    return this.#hurt(async (running) => {
      process.kill(running.pid, 'SIGSTOP');
      await sleep(ms);
      if (running.isAlive()) process.kill(running.pid, 'SIGCONT');
    });
  }

  /** Ends it for good, also where it was just being started. */
  async down(): Promise<void> {
    this.#isOver = true;
    if (this.#process?.isAlive() === true) process.kill(this.#process.pid, 'SIGCONT');
    await Promise.all([this.#process?.stop(), this.#rising]);
  }

  async #hurt(how: (running: Running) => Promise<void>): Promise<boolean> {
    const running = this.#process;
    if (running?.isAlive() !== true || this.#isHurt || this.#isOver) return false;
    this.#isHurt = true;
    await how(running).finally(() => {
      this.#isHurt = false;
    });
    return true;
  }

  #lost(process: Running, how: string): void {
    if (this.#isHurt || this.#isOver || this.#process !== process) return;
    this.#options.onLost(this.#options.name, how);
    void this.up();
  }
}
