import type { Seeded } from '../../simulator/seeded.ts';

/** What a life event's generator is given. */
export interface Dice {
  readonly chance: Seeded;
  readonly index: number;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** A person of this journey; each call another one. `situation`: digits 11 to 13 (docs/situations.md). */
  readonly person: (sex: 'female' | 'male', situation?: number) => { readonly pinfl: string };
}

export interface Reported {
  readonly lifeEvent: string;
  readonly person: { readonly pinfl: string };
  readonly event: Readonly<Record<string, unknown>>;
  readonly founders?: readonly (string | null)[];
}

/** One of the choices. */
export function oneOf<Choice>(chance: Seeded, choices: readonly [Choice, ...Choice[]]): Choice {
  return choices[chance.below(choices.length)] ?? choices[0];
}
