import { count, countDistinct, eq, inArray, isNull, sql } from './drizzle.cjs';
import type { Queries } from './client.ts';
import { longestUnkeptSeconds } from './histories.ts';
import { operationItems, operations } from './operations/schema.ts';
import { endsInWindow } from './maintenance.ts';
import { gates } from './own-schema.ts';
import { inboxAges, unmatchedCallbacks } from './personal/inbox-sweep.ts';
import { healthNow } from './route-health.ts';
import { routes, steps, tasks } from './schema.ts';
import { oldestUndelivered } from './webhooks/deliveries.ts';

/** Numbers of the whole installation as of now: no ids, no people. Ages are seconds, 0 where nothing waits. */
export type VitalSigns = Awaited<ReturnType<typeof readVitalSigns>>;

const seconds = (since: ReturnType<typeof sql>) =>
  sql<number>`coalesce(extract(epoch from now() - min(${since})), 0)::float8`;

/** One after the other, over one connection: whoever counts must not be in the way of those who work. */
export async function readVitalSigns(db: Queries) {
  return {
    routes: await db
      .select({ lifeEvent: routes.lifeEvent, health: healthNow, open: count() })
      .from(routes)
      .where(eq(routes.state, 'open'))
      .groupBy(sql`1, 2`),
    steps: await stepsByAgency(db),
    faults: await db
      .select({ fault: sql<string>`${routes.fault}`, open: count() })
      .from(routes)
      .where(sql`${routes.faultSince} is not null and ${routes.state} = 'open'`)
      .groupBy(routes.fault),
    breakers: await db
      .select({ agency: gates.agency, isOpen: sql<boolean>`${gates.openedAt} is not null` })
      .from(gates),
    tasks: await db
      .select({ kind: tasks.kind, level: tasks.level, open: count() })
      .from(tasks)
      .where(isNull(tasks.closedAt))
      .groupBy(tasks.kind, tasks.level),
    unmatched: await unmatchedCallbacks(db),
    ages: {
      unstarted: await unstartedFor(db),
      operation: await operationFor(db),
      unkept: await longestUnkeptSeconds(db),
      undelivered: await oldestUndelivered(db),
      ...(await inboxAges(db)),
    },
  };
}

function stepsByAgency(db: Queries) {
  return db
    .select({
      agency: steps.agency,
      status: steps.status,
      routes: countDistinct(steps.route),
      late: sql<number>`count(*) filter (where ${steps.dueAt} < now())::int`,
      toBeLate: sql<number>`count(*) filter (where ${steps.status} in ('in-progress', 'waiting-for-agency')
        and ${endsInWindow(sql`${steps.agency}`, sql`${steps.dueAt}`)})::int`,
    })
    .from(steps)
    .where(inArray(steps.status, ['in-progress', 'waiting-for-agency', 'waiting-for-person', 'stuck']))
    .groupBy(steps.agency, steps.status);
}

async function unstartedFor(db: Queries): Promise<number> {
  const age = seconds(sql`${routes.startedAt}`);
  const [row] = await db.select({ age }).from(routes).where(isNull(routes.workflowStartedAt));
  return row?.age ?? 0;
}

/** For how long something that an officer ordered could have been done. */
async function operationFor(db: Queries): Promise<number> {
  const [row] = await db
    .select({ age: seconds(sql`${operations.startedAt}`) })
    .from(operationItems)
    .innerJoin(operations, eq(operations.id, operationItems.operation))
    .where(eq(operationItems.state, 'waiting'));
  return row?.age ?? 0;
}
