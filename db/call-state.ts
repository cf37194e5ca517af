import type { SQL, WithSubquery } from 'drizzle-orm';
import { and, eq, sql } from './drizzle.cjs';
import type { Queries } from './client.ts';
import { agencyAsked, type GateLook, gateLook, isGateAsked } from './gates.ts';
import type { OutcomeRow } from './outcomes.ts';
import { type CallData, callData, type CallOf } from './personal/call-data.ts';
import { type Granted, granted, placeAsked, type PlaceQuestion, placeTaken, type Taken } from './places.ts';
import { prepared } from './prepared.ts';
import type { RouteRow } from './routes.ts';
import { gates } from './own-schema.ts';
import { intents, outcomes, routes, steps } from './schema.ts';
import type { StepKey } from './steps.ts';

/** What stands in the rows before an activity acts for a step. */
export interface CallState {
  readonly route: RouteRow;
  /** How the effect came out already; null while it has not. */
  readonly outcome: OutcomeRow | null;
  /** Hash of the body that was sent under the key and may have reached its agency; null where none is known. */
  readonly sentHash: string | null;
  readonly row: StepRow | null;
  /** How the gate stands of the agency that was asked for; null where none was. */
  readonly gate: AgencysGate | null;
  /** What the input of the call is made of; null where it was not asked for, or the call cannot be sent now. */
  readonly data: CallData | null;
  /** In the rate limit of the agency that was asked for; null where none was wanted, or none could be had by the same look. */
  readonly place: Granted | null;
}

export interface AgencysGate {
  readonly agency: string;
  readonly look: GateLook;
}

/** The step's row, as far as activities ask. */
export interface StepRow {
  readonly agency: string;
  readonly passedOnBy: readonly string[] | null;
  readonly epoch: number;
  readonly seq: number;
  readonly begunAt: Date;
  /** So often its register has said "not yet" since the present status began. */
  readonly polls: number;
  readonly stuckReason: string | null;
  readonly endedAt: Date | null;
}

const key = sql.placeholder('key');

const isStepAsked = and(
  eq(steps.route, sql.placeholder('route')),
  eq(steps.step, sql.placeholder('step')),
  eq(steps.instance, sql.placeholder('instance')),
);

const columns = {
  route: {
    id: routes.id,
    definition: routes.definition,
    personKey: routes.personKey,
    timeScale: routes.timeScale,
  },
  outcome: outcomes,
  sentHash: intents.bodyHash,
  row: {
    agency: steps.agency,
    passedOnBy: steps.passedOnBy,
    epoch: steps.epoch,
    seq: steps.seq,
    begunAt: steps.begunAt,
    polls: steps.polls,
    stuckReason: steps.stuckReason,
    endedAt: steps.endedAt,
  },
  look: gateLook,
};

/** Read only where the call can go to the agency whose gate is looked at, by the same look. */
const dataIfOpen = sql<CallData | null>`case
  when ${outcomes.key} is null and ${gates.openedAt} is null and ${gateLook.restMs} is null
    and (${steps.agency} is null or ${steps.agency} = ${agencyAsked})
  then ${callData} end`;

/** A place is for a call that may be sent: not for one that came out already, or that was handed on. */
const mayBeSent = sql`not exists (select from ${outcomes} where ${outcomes.key} = ${key})
  and not exists (select from ${steps} where ${isStepAsked} and ${steps.agency} <> ${agencyAsked})`;
const placeGiven = sql<Taken | null>`(select json_build_object('tokens', tokens, 'failures', failures) from placed)`;

const none = sql<null>`null`;
const callState = stateBy('call-state', { data: none, place: none });
const callStateWithData = stateBy('call-state-with-data', { data: dataIfOpen, place: none });
const callStateWithPlace = stateBy('call-state-with-place', { data: dataIfOpen, place: placeGiven }, (db) => [
  db.$with('placed').as(placeTaken(db, mayBeSent)),
]);

interface Beside {
  readonly data: SQL<CallData | null>;
  readonly place: SQL<Taken | null>;
}

function stateBy(name: string, beside: Beside, first: (db: Queries) => WithSubquery[] = () => []) {
  return prepared((db) =>
    db
      .with(...first(db))
      .select({ ...columns, ...beside })
      .from(routes)
      .leftJoin(outcomes, eq(outcomes.key, key))
      .leftJoin(intents, eq(intents.key, key))
      .leftJoin(steps, isStepAsked)
      .leftJoin(gates, isGateAsked)
      .where(eq(routes.id, sql.placeholder('route')))
      .prepare(name),
  );
}

interface CallStateOf extends StepKey {
  readonly key: string;
  /** Whose gate to look at; null where nobody is to be called. */
  readonly agency: string | null;
  /** What the input is made of is read too, where the call can be sent. */
  readonly data: Omit<CallOf, keyof StepKey> | null;
  /** A place with that agency, taken where the data are wanted and the call can be sent. */
  readonly place?: PlaceQuestion | null;
}

/**
 * One query for route, outcome, intent, step, gate and, where they are asked for, the data of the call and its place in the
 * agency's rate limit. Throws where the route is unknown: workflows run for committed rows only.
 */
export async function findCallState(db: Queries, asked: CallStateOf): Promise<CallState> {
  const { route, agency, place: question = null } = asked;
  const [found] = await rowsOf(db, asked);
  if (found === undefined)
    throw new Error(`There is no route ${route} here. Do worker and API share one DATABASE_URL?`);
  const { look, place, ...state } = found;
  return {
    ...state,
    gate: agency === null ? null : { agency, look },
    place: place && question && granted(place, question),
  };
}

function rowsOf(db: Queries, { data, place = null, ...of }: CallStateOf) {
  if (data === null) return callState(db).execute(of);
  if (place === null) return callStateWithData(db).execute({ ...of, ...data });
  return callStateWithPlace(db).execute({ ...of, ...data, ...placeAsked(place) });
}
