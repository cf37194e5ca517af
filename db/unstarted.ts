import { and, asc, eq, isNull, sql } from './drizzle.cjs';
import type { CompiledRoute, StartFacts } from '../notation/compiled-route.ts';
import type { Queries } from './client.ts';
import { definitions, routes } from './schema.ts';

/** A route that is accepted and that Temporal may not have yet. */
export interface UnstartedRoute {
  readonly id: string;
  readonly compiled: CompiledRoute;
  readonly start: StartFacts;
  readonly region: string | null;
  readonly testData: boolean;
  readonly timeScale: number;
}

/**
 * The oldest routes that were not started within two seconds, locked until the transaction ends; another worker
 * passes over them.
 */
export async function claimUnstarted(tx: Queries, limit: number): Promise<UnstartedRoute[]> {
  return tx
    .select({
      id: routes.id,
      compiled: definitions.compiled,
      start: routes.start,
      region: routes.region,
      testData: routes.testData,
      timeScale: routes.timeScale,
    })
    .from(routes)
    .innerJoin(definitions, eq(definitions.hash, routes.definition))
    .where(and(isNull(routes.workflowStartedAt), sql`${routes.startedAt} < now() - interval '2 seconds'`))
    .orderBy(asc(routes.startedAt))
    .limit(limit)
    .for('update', { of: routes, skipLocked: true });
}
