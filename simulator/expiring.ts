const mostKept = 10_000;

/** What is known under a secret word for a while: codes, tokens. The oldest goes when there are too many. */
export class Expiring<T> {
  readonly #lifeMs: number;
  readonly #kept = new Map<string, { readonly value: T; readonly endsAt: number }>();

  constructor(lifeMs: number) {
    this.#lifeMs = lifeMs;
  }

  set(word: string, value: T): void {
    this.#kept.set(word, { value, endsAt: Date.now() + this.#lifeMs });
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > mostKept && oldest.done !== true) this.#kept.delete(oldest.value);
  }

  get(word: string): T | undefined {
    const kept = this.#kept.get(word);
    return kept !== undefined && kept.endsAt > Date.now() ? kept.value : undefined;
  }

  /** Gives it and forgets it: for what may be used once. */
  take(word: string): T | undefined {
    const value = this.get(word);
    this.#kept.delete(word);
    return value;
  }
}
