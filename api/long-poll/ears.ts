/** One request that waits for its route to change. */
export interface Ear {
  /** True at the next ring since the ear was opened or last asked; false after `withinMs`, or when `gone`. */
  rung(withinMs: number, gone: AbortSignal): Promise<boolean>;
  close(): void;
}

/** Requests that wait, by route. A ring that comes between looking and waiting counts. */
export class Ears {
  readonly #byRoute = new Map<string, Set<Bell>>();
  #open = 0;

  get open(): number {
    return this.#open;
  }

  ring(route: string): void {
    for (const bell of this.#byRoute.get(route) ?? []) bell.ring();
  }

  ringAll(): void {
    for (const route of this.#byRoute.keys()) this.ring(route);
  }

  openFor(route: string): Ear {
    const bell = new Bell();
    const bells = this.#byRoute.get(route) ?? new Set();
    this.#byRoute.set(route, bells.add(bell));
    this.#open += 1;
    return {
      rung: async (withinMs, gone) => bell.rung(withinMs, gone),
      close: () => {
        bells.delete(bell);
        if (bells.size === 0) this.#byRoute.delete(route);
        this.#open -= 1;
      },
    };
  }
}

class Bell {
  #hasRung = false;
  #wake: () => void = () => undefined;

  ring(): void {
    this.#hasRung = true;
    this.#wake();
  }

  async rung(withinMs: number, gone: AbortSignal): Promise<boolean> {
    if (!this.#hasRung && withinMs > 0 && !gone.aborted) await this.#wait(withinMs, gone);
    const hasRung = this.#hasRung && !gone.aborted;
    this.#hasRung = false;
    return hasRung;
  }

  async #wait(withinMs: number, gone: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        gone.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, withinMs);
      gone.addEventListener('abort', wake);
      this.#wake = wake;
    });
  }
}
