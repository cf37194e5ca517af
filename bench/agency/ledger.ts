/** What has happened at the stand-in agency. */
export interface Effects {
  /** Different keys. */
  readonly keys: number;
  readonly effects: number;
  /** Effects beyond the first of their key. */
  readonly doubles: number;
}

/** Counts effects by key, in memory; nothing is held back: a repeat under the same key is an effect, too. */
export class EffectLedger {
  readonly #times = new Map<string, number>();

  add(key: string): void {
    this.#times.set(key, (this.#times.get(key) ?? 0) + 1);
  }

  /** Of one subject, whose keys begin with its id and a colon; left out, of all. */
  count(subject?: string): Effects {
    let [keys, effects] = [0, 0];
    for (const [key, times] of this.#times) {
      if (subject !== undefined && !key.startsWith(`${subject}:`)) continue;
      keys += 1;
      effects += times;
    }
    return { keys, effects, doubles: effects - keys };
  }

  clear(): void {
    this.#times.clear();
  }
}
