import type { SQL } from 'drizzle-orm';
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

/** Holds for routes that the viewer may see at all. The rest does not exist for them. */
export function seesRoute(db: Queries, { client, personKey, team }: Viewer): SQL {
  const ways = [
    client === null ? undefined : eq(routes.client, client),
    personKey === null ? undefined : takesPart(personKey),
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
function teamsRoutes(db: Queries, team: string): SQL[] {
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
