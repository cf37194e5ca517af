import { and, asc, eq, isNull } from '../drizzle.cjs';
import type { Queries } from '../client.ts';
import { routes, steps } from '../schema.ts';

/** Steps under way of open routes, whose terms may run; with whom their route is about and who started it. */
export async function runningSteps(db: Queries) {
  const { route, step, instance, epoch, seq } = steps;
  return db
    .select({ route, step, instance, epoch, seq, subjectKey: routes.personKey, client: routes.client })
    .from(steps)
    .innerJoin(routes, eq(routes.id, route))
    .where(and(eq(routes.state, 'open'), isNull(steps.endedAt)))
    .orderBy(asc(routes.startedAt), asc(route), asc(step), asc(instance));
}
