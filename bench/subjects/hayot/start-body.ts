import { syntheticPinfl } from '../../../catalogue/uz/synthetic.ts';
import type { Graph } from '../../graphs.ts';

/** What a portal posts to start the route of a graph. `number`: no two routes are of the same people. */
export function startBody(graph: Graph, number: number): Record<string, unknown> {
  const mother = person('female', 2 * number);
  const common = { person: mother, region: '1726', channel: 'bench' };
  if (graph.id !== 'birth') return { ...common, lifeEvent: `bench-${graph.id}`, event: { person: mother } };
  return { ...common, lifeEvent: 'child-birth', event: birthOf(mother, person('male', 2 * number + 1)) };
}

/** A birth of a mother who is not known: it waits until somebody has come to the registry in person. */
export function waitingBody(number: number): Record<string, unknown> {
  const father = person('male', 2 * number + 1);
  const event = { ...birthOf(null, father), parentsMarried: false };
  return { person: father, region: '1726', channel: 'bench', lifeEvent: 'child-birth', event };
}

type Person = ReturnType<typeof person>;

/** In hospital, to married parents who want nothing beside registration and number. */
function birthOf(mother: Person | null, father: Person): Record<string, unknown> {
  return {
    ...{ medicalRecord: 'MR-20260001', bornOn: threeDaysAgo(), place: 'hospital', multiple: null },
    ...{ child: { givenName: 'Nigora', sex: 'female' }, mother, father, parentsMarried: true },
    ...{ birthOrder: 1, clinic: null, kindergarten: null, payout: null, services: [] },
  };
}

const threeDaysAgo = (): string => new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);

/** Somebody who does not exist: day, month, year and territory number them. Serials from 900 are agreed situations. */
function person(sex: 'female' | 'male', number: number): { readonly pinfl: string } {
  const twoDigits = (part: number) => String(part).padStart(2, '0');
  const day = twoDigits(1 + (number % 28));
  const month = twoDigits(1 + (Math.floor(number / 28) % 12));
  const year = 1960 + (Math.floor(number / 336) % 40);
  const territory = 1 + (Math.floor(number / 13_440) % 998);
  return { pinfl: syntheticPinfl({ bornOn: `${year}-${month}-${day}`, sex, territory, serial: 123 }) };
}
