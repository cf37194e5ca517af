import type { SQL } from 'drizzle-orm';
import { and, eq, ne, sql } from '../drizzle.cjs';
import type { Queries } from '../client.ts';
import { routes, steps } from '../schema.ts';
import type { OperationFilter } from './schema.ts';

/**
 * Stuck steps of open routes: what `retry`, `skip` and `resolve` are for. `service`: just those that wait for an answer
 * of it, which says nothing of what is to be taken back.
 */
export function stuckSteps(filter: OperationFilter, service: string | null = null): SQL {
  return sql`select ${steps.route}, ${steps.step}, ${steps.instance}, ${steps.since} as at
    from ${steps} join ${routes} on ${routes.id} = ${steps.route}
    where ${and(isStuckMatch(filter), service === null ? undefined : and(awaitsAnswer, eq(steps.service, service)))}`;
}

/** Open routes that have a step under way which matches; any open route where the filter names nothing of a step. */
export function openRoutes(filter: OperationFilter): SQL {
  const { agency, step, stuckReason } = filter;
  const underWay = sql`exists (select 1 from ${steps} where ${and(
    sql`${steps.route} = ${routes.id} and ${steps.endedAt} is null`,
    ofStep(filter),
  )})`;
  const asksSteps = agency !== null || step !== null || stuckReason !== null;
  return sql`select ${routes.id} as route, null::text as step, null::integer as instance, ${routes.startedAt} as at
    from ${routes} where ${and(ofRoute(filter), asksSteps ? underWay : undefined)}`;
}

/** Open routes that have begun. Later ones reckon by the new calendar themselves. */
export function runningRoutes(): SQL {
  return sql`select ${routes.id} as route, null::text as step, null::integer as instance, ${routes.startedAt} as at
    from ${routes} where ${routes.state} = 'open' and ${routes.workflowStartedAt} is not null`;
}

/** Services of the stuck steps that match and want an answer: one can be given to the steps of one service only. */
export async function stuckServices(db: Queries, filter: OperationFilter): Promise<string[]> {
  const rows = await db
    .selectDistinct({ service: steps.service })
    .from(steps)
    .innerJoin(routes, eq(routes.id, steps.route))
    .where(and(isStuckMatch(filter), awaitsAnswer));
  return rows.map(({ service }) => service);
}

const awaitsAnswer = ne(steps.stuckReason, 'undo-failed');

const isStuckMatch = (filter: OperationFilter) =>
  and(eq(steps.status, 'stuck'), ofRoute(filter), ofStep(filter));

function ofRoute({ lifeEvent, region }: OperationFilter): SQL | undefined {
  return and(
    eq(routes.state, 'open'),
    lifeEvent === null ? undefined : eq(routes.lifeEvent, lifeEvent),
    region === null ? undefined : eq(routes.region, region),
  );
}

function ofStep({ agency, step, stuckReason }: OperationFilter): SQL | undefined {
  return and(
    agency === null ? undefined : eq(steps.agency, agency),
    step === null ? undefined : eq(steps.step, step),
    stuckReason === null
      ? undefined
      : sql`${steps.status} = 'stuck' and ${steps.stuckReason} = ${stuckReason}`,
  );
}
