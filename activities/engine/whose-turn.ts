import { personKey } from '../../db/personal/person-key.ts';
import { enterParty, findParty } from '../../db/parties.ts';
import type { Queries } from '../../db/client.ts';
import type { RouteRow } from '../../db/routes.ts';
import type { TaskToOpen } from '../../db/tasks.ts';
import type { CompiledRoute, CompiledStep } from '../../notation/compiled-route.ts';
import type { StepRef } from '../../temporal/messages.ts';
import type { World } from '../world.ts';
import type { Opening } from '../call/opening.ts';
import { walkedList } from '../call/sources.ts';

/** Whose turn a task is. */
export type Turn = Pick<TaskToOpen, 'party' | 'personKey' | 'team'>;

/** The agency whose team has the step's task; null where it is a person's. */
export function teamOf(world: World, { step }: Opening): string | null {
  if (step.by === null) return step.agency;
  return Object.hasOwn(world.catalogue.agencies, step.by) ? step.by : null;
}

/**
 * Finds whose turn a task is: a team's, or that of the person whom the service's input names, else of who has that
 * part in the route. Nobody else may answer in their stead: where the person is not known, the key stays null.
 */
export async function whoseTurn(
  tx: Queries,
  world: World,
  { opening, input }: { readonly opening: Opening; readonly input: Readonly<Record<string, unknown>> },
): Promise<Turn> {
  const team = teamOf(world, opening);
  if (team !== null) return { party: null, personKey: null, team };
  const party = partyName(opening.step.by);
  return { party, personKey: await personOf(tx, opening, { party, input }), team: null };
}

async function personOf(
  tx: Queries,
  { service, args, route, definition }: Opening,
  { party, input }: { readonly party: string; readonly input: Readonly<Record<string, unknown>> },
): Promise<string | null> {
  const number = service.subject === undefined ? undefined : input[service.subject];
  if (typeof number === 'string' && number !== '') return personKey(number);
  return partyOf(tx, { route, definition, party, at: args });
}

/**
 * Whose turn it is takes part: they see the route from now on. The person who acts for an applying organisation is
 * its head, whom a register named.
 */
export async function enterTurn(
  tx: Queries,
  { route, definition, args }: Opening,
  { party, personKey: key }: Turn,
): Promise<void> {
  if (party === null || key === null || key === route.personKey) return;
  const part =
    party === 'applicant' ? { party: 'head', instance: 0 } : partAt({ definition, party, at: args });
  await enterParty(tx, { route: route.id, ...part, personKey: key });
}

/** Who mends a field of a refused request: the person whose turn the step is, else the applicant. */
export async function whoMends(
  tx: Queries,
  world: World,
  of: Omit<PartyAt, 'party'> & { readonly step: CompiledStep },
): Promise<Turn> {
  const isPersons = of.step.by !== null && !Object.hasOwn(world.catalogue.agencies, of.step.by);
  const party = partyName(isPersons ? of.step.by : null);
  return { party, personKey: await partyOf(tx, { ...of, party }), team: null };
}

const partyName = (by: string | null): string => (by ?? 'applicant').replace(/^event\./, '');

interface PartyAt {
  readonly route: RouteRow;
  readonly definition: CompiledRoute;
  readonly party: string;
  readonly at: StepRef;
}

async function partyOf(tx: Queries, of: PartyAt): Promise<string | null> {
  if (of.party === 'applicant') return of.route.personKey;
  return (await findParty(tx, { route: of.route.id, ...partAt(of) })) ?? null;
}

/** Elements of a list are parties by the list's name and their index. */
function partAt({ definition, party, at }: Omit<PartyAt, 'route'>) {
  return party === 'item'
    ? { party: walkedList(definition, at.step) ?? party, instance: at.instance }
    : { party, instance: 0 };
}
