import { type SQL, sql } from 'drizzle-orm';
import { gates } from './own-schema.ts';
import { routes, steps } from './schema.ts';

export const healths = ['stuck', 'late', 'waiting', 'on-track'] as const;
export type Health = (typeof healths)[number];

/** Statuses of a step that has begun and not ended. */
const open = sql`('in-progress', 'waiting-for-agency', 'waiting-for-person', 'stuck')`;

const anyStep = (holds: SQL): SQL<boolean> =>
  sql`exists (select 1 from ${steps} where ${steps.route} = ${routes.id} and ${holds})`;

const withAgency = sql`${steps.status} in ('in-progress', 'waiting-for-agency')`;
/** The agency's breaker is open: it is down. */
const agencyDown = sql`exists (select 1 from ${gates} where ${gates.agency} = ${steps.agency} and ${gates.openedAt} is not null)`;

/** Health of a route as of now, worst first. A closed route is on track. */
export const healthNow = sql<Health>`case
  when ${routes.state} = 'closed' then 'on-track'
  when ${routes.faultSince} is not null or ${anyStep(sql`${steps.status} = 'stuck'`)} then 'stuck'
  when ${anyStep(sql`${steps.status} in ${open} and ${steps.dueAt} < now()`)} then 'late'
  when ${anyStep(sql`${withAgency} and (${steps.normAt} < now() or ${agencyDown})`)} then 'waiting'
  else 'on-track' end`;

/** The next instant at which a term of an open step ends; null where none runs. */
export const nextDeadline: SQL<Date | null> = sql`(select min(${steps.dueAt}) from ${steps}
  where ${steps.route} = ${routes.id} and ${steps.status} in ${open} and ${steps.dueAt} >= now())`.mapWith(
  routes.startedAt,
);

/** Holds for routes that wait on an agency, or on `person`. */
export function waitsOn(whom: string): SQL {
  return whom === 'person'
    ? anyStep(sql`${steps.status} = 'waiting-for-person'`)
    : anyStep(sql`${withAgency} and ${steps.agency} = ${whom}`);
}
