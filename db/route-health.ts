import type { SQL } from 'drizzle-orm';
import { sql } from './drizzle.cjs';
import { endsInWindow, isOn, isResting } from './maintenance.ts';
import { gates, maintenance } from './own-schema.ts';
import { routes, steps } from './schema.ts';

export const healths = ['stuck', 'late', 'waiting', 'on-track'] as const;
export type Health = (typeof healths)[number];

/** Statuses of a step that has begun and not ended. */
const open = sql`('in-progress', 'waiting-for-agency', 'waiting-for-person', 'stuck')`;

const anyStep = (holds: SQL): SQL<boolean> =>
  sql`exists (select 1 from ${steps} where ${steps.route} = ${routes.id} and ${holds})`;

const withAgency = sql`${steps.status} in ('in-progress', 'waiting-for-agency')`;
/** The agency's breaker is open, or it rests by its own word. */
const agencyDown = sql`(exists (select 1 from ${gates} where ${gates.agency} = ${steps.agency} and ${gates.openedAt} is not null)
  or ${isResting(sql`${steps.agency}`)})`;

/** Health of a route as of now, worst first. A closed route is on track. */
export const healthNow = sql<Health>`case
  when ${routes.state} = 'closed' then 'on-track'
  when ${routes.faultSince} is not null or ${anyStep(sql`${steps.status} = 'stuck'`)} then 'stuck'
  when ${anyStep(sql`${steps.status} in ${open} and ${steps.dueAt} < now()`)} then 'late'
  when ${anyStep(sql`${withAgency} and (${steps.normAt} < now() or ${agencyDown})`)} then 'waiting'
  else 'on-track' end`;

/** Steps of which every route in this health has one; null where any route may be so. */
const telling: Readonly<Record<Health, SQL | null>> = {
  stuck: sql`${steps.status} = 'stuck'`,
  late: sql`${steps.status} in ${open} and ${steps.dueAt} < now()`,
  waiting: withAgency,
  'on-track': null,
};

/** Holds for routes in this health. Looks for their steps first: routes are many, and most of them closed. */
export function isInHealth(health: Health): SQL {
  const step = telling[health];
  if (step === null) return sql`${healthNow} = ${health}`;
  return sql`${routes.id} in (select ${steps.route} from ${steps} where ${step}
    union all select at_fault.id from ${routes} as at_fault where at_fault.fault_since is not null)
    and ${healthNow} = ${health}`;
}

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

/** Holds for routes with a step whose term ends in a time for which its agency has said that it cannot be reached. */
export const willBeLate = anyStep(
  sql`${withAgency} and ${endsInWindow(sql`${steps.agency}`, sql`${steps.dueAt}`)}`,
);

/** An agency that a step waits for and that cannot be reached. */
export interface HeldUp {
  readonly agency: string;
  readonly because: 'agency-down' | 'maintenance';
  /** Of a declared window: when it ends (ISO 8601), and why it is. */
  readonly until: string | null;
  readonly reason: string | null;
}

// Named apart: of columns that stand right in a value, a select of one table leaves out the names of their tables.
const heldUp = sql`(select coalesce(jsonb_agg(distinct jsonb_build_object(
    'agency', ${steps.agency}, 'until', rest.ends_at, 'reason', rest.reason,
    'because', case when rest.ends_at is null then 'agency-down' else 'maintenance' end)), '[]'::jsonb)
  from ${steps} left join ${gates} on ${gates.agency} = ${steps.agency}
  left join lateral (select ${maintenance.to}, ${maintenance.reason} from ${maintenance}
    where ${maintenance.agency} = ${steps.agency} and ${isOn} order by ${maintenance.to} desc limit 1) rest on true
  where ${steps.route} = ${routes.id} and ${withAgency}
    and (rest.ends_at is not null or ${gates.openedAt} is not null))`;

/** Agencies that hold the route up now, by id. */
export const heldUpBy = sql<HeldUp[]>`${heldUp}`;
