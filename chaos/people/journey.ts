import { syntheticPinfl } from '../../catalogue/uz/synthetic.ts';
import { type Seeded, seeded } from '../../simulator/seeded.ts';
import { birth } from './birth.ts';
import { company } from './company.ts';
import type { Dice } from './dice.ts';
import { rehearsal } from './rehearsal.ts';

/** What people do of themselves, whatever happens. */
export interface Conduct {
  /** How those whose turn it is take it. `never`: the route ends in a named human wait. */
  readonly people: 'answer' | 'decline' | 'never';
  /** How officers take a stuck step. */
  readonly officers: 'decide' | 'leave';
  /** The whole route is withdrawn so long after its start; null: not at all. */
  readonly withdrawAfterMs: number | null;
}

/** One route to be: the same for the same seed and number. */
export interface Journey {
  readonly index: number;
  /** Under which it is started: repeating the start finds the same route. */
  readonly key: string;
  readonly body: {
    readonly lifeEvent: string;
    readonly person: { readonly pinfl: string };
    readonly event: Readonly<Record<string, unknown>>;
    readonly region: string;
    readonly channel: 'chaos';
  };
  /** Personal numbers of founders, by their place; null for those without one. */
  readonly founders: readonly (string | null)[];
  readonly conduct: Conduct;
}

const kinds = [birth, birth, company, company, rehearsal];

export function journeyOf(seed: string, index: number, today: string): Journey {
  const chance = seeded('journey', seed, String(index));
  const report = kinds[chance.below(kinds.length)] ?? birth;
  const { lifeEvent, person, event, founders = [] } = report({ chance, index, today, person: people(index) });
  return {
    index,
    key: `chaos-${seed}-${index}`,
    body: { lifeEvent, person, event, region: '1726', channel: 'chaos' },
    founders,
    conduct: conductOf(chance),
  };
}

function conductOf(chance: Seeded): Conduct {
  const people = chance.below(100);
  return {
    people: people < 86 ? 'answer' : people < 94 ? 'decline' : 'never',
    officers: chance.below(100) < 95 ? 'decide' : 'leave',
    withdrawAfterMs: chance.below(100) < 85 ? null : 300 + chance.below(8_000),
  };
}

/** Two journeys share nobody: day, month, year and territory number them. */
function people(index: number): Dice['person'] {
  let count = 0;
  return (sex, situation = 123) => {
    const number = index * 20 + count++;
    const day = String((number % 28) + 1).padStart(2, '0');
    const month = String((Math.floor(number / 28) % 12) + 1).padStart(2, '0');
    const year = 1960 + (Math.floor(number / 336) % 40);
    const territory = 1 + (Math.floor(number / 13_440) % 998);
    return {
      pinfl: syntheticPinfl({ bornOn: `${year}-${month}-${day}`, sex, territory, serial: situation }),
    };
  };
}
