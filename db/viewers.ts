import type { Placeholder, SQL } from 'drizzle-orm';
import { alias, and, eq, exists, or, sql } from './drizzle.cjs';
import type { Queries } from './client.ts';
import { parties, routes, steps, tasks } from './schema.ts';

/** Whose eyes a query sees with. Nothing set: nothing seen. */
export interface Viewer {
  /** Sees the routes it started. */
  readonly client: string | null;
  /** Sees the routes this person takes part in. */
  readonly personKey: string | null;
  /** Sees the routes in which this agency was called, or its team has a task. */
  readonly team: string | null;
}

type Seer = { readonly [Way in keyof Viewer]: string | Placeholder | null };

/** For a prepared statement, which gets its viewer later: a way that is not set finds nothing, like any null. */
export const anyViewer = {
  client: sql.placeholder('client'),
  personKey: sql.placeholder('personKey'),
  team: sql.placeholder('team'),
} satisfies Seer;

/** Holds for routes that the viewer may see at all. The rest does not exist for them. */
export function seesRoute(db: Queries, viewer: Viewer): SQL {
  return sees(db, viewer, takesPart);
}

/** The same, for a statement that names the route: who has a part in it is looked up, not in what else somebody has. */
export function seesThatRoute(db: Queries, viewer: Seer): SQL {
  return sees(db, viewer, (personKey) =>
    exists(
      db
        .select({ one: sql`1` })
        .from(parties)
        .where(and(eq(parties.route, routes.id), eq(parties.personKey, personKey))),
    ),
  );
}

function sees<Key extends string | Placeholder>(
  db: Queries,
  { client, personKey, team }: { readonly [Way in keyof Viewer]: Key | null },
  hasPart: (personKey: Key) => SQL,
): SQL {
  const ways = [
    client === null ? undefined : eq(routes.client, client),
    personKey === null ? undefined : hasPart(personKey),
    ...(team === null ? [] : teamsRoutes(db, team)),
  ];
  return or(...ways) ?? sql`false`;
}

/** Holds for routes in which the person has a part. */
export function takesPart(personKey: string): SQL {
  return sql`${routes.id} = any(${routesAs(eq(parties.personKey, personKey))})`;
}

/** Found first and once: asked anew for each row, beside another way to see it, all rows would be gone through. */
function routesAs(part: SQL | undefined): SQL {
  return sql`array(select ${parties.route} from ${parties} where ${part})`;
}

/**
 * Steps that the agency was called for, also where they were left out after that or passed on to another agency. What
 * was left out before it began never reached the agency: its row ended when it was made, and nothing was tried.
 */
function teamsRoutes(db: Queries, team: string | Placeholder): SQL[] {
  const step = alias(steps, 'team_step');
  const task = alias(tasks, 'team_task');
  const wasWith = sql`(${step.agency} = ${team} or ${team} = any(${step.passedOnBy}))`;
  const reached = sql`(${step.status} <> 'skipped' or ${step.attempts} > 0 or ${step.begunAt} < ${step.endedAt})`;
  return [
    exists(
      db
        .select({ one: sql`1` })
        .from(step)
        .where(and(eq(step.route, routes.id), wasWith, reached)),
    ),
    exists(
      db
        .select({ one: sql`1` })
        .from(task)
        .where(and(eq(task.route, routes.id), eq(task.team, team))),
    ),
  ];
}

/** Holds for tasks that are this person's turn; the head whom the register names acts for an organisation. */
export function isPersonsTask(personKey: string): SQL {
  const asHead = and(eq(parties.personKey, personKey), eq(parties.party, 'head'));
  const isHead = sql`${tasks.route} = any(${routesAs(asHead)})`;
  return or(eq(tasks.personKey, personKey), and(eq(tasks.party, 'applicant'), isHead)) ?? sql`false`;
}
