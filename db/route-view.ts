import { and, asc, eq } from './drizzle.cjs';
import type { Queries } from './client.ts';
import { healthNow, heldUpBy, nextDeadline } from './route-health.ts';
import { definitions, outcomes, parties, routes, steps } from './schema.ts';
import { openTasksOf, type ShownTask } from './task-list.ts';
import { seesRoute, type Viewer } from './viewers.ts';

export type RouteHead = NonNullable<Awaited<ReturnType<typeof findRouteHead>>>;
export type StepRow = typeof steps.$inferSelect;
export type OutcomeRow = Pick<
  typeof outcomes.$inferSelect,
  'step' | 'instance' | 'epoch' | 'code' | 'decidedBy' | 'law' | 'at'
>;

/** Who has which part in a route. */
export interface Part {
  readonly party: string;
  readonly instance: number;
  readonly personKey: string;
}

/** All rows that the read model of a route is made of. */
export interface RouteRows {
  readonly route: RouteHead;
  readonly steps: readonly StepRow[];
  /** Refusals by step, instance and epoch. */
  readonly refusals: readonly OutcomeRow[];
  readonly tasks: readonly ShownTask[];
  readonly parties: readonly Part[];
}

/** The route with its definition, if the viewer sees it; health and next deadline as of now. */
export async function findRouteHead(db: Queries, viewer: Viewer, id: string) {
  const [route] = await db
    .select({
      id: routes.id,
      lifeEvent: routes.lifeEvent,
      version: routes.version,
      compiled: definitions.compiled,
      start: routes.start,
      personKey: routes.personKey,
      client: routes.client,
      state: routes.state,
      outcome: routes.outcome,
      reason: routes.reason,
      health: healthNow,
      heldUpBy,
      seq: routes.seq,
      revision: routes.revision,
      startedAt: routes.startedAt,
      workflowStartedAt: routes.workflowStartedAt,
      closedAt: routes.closedAt,
      nextDeadline,
    })
    .from(routes)
    .innerJoin(definitions, eq(definitions.hash, routes.definition))
    .where(and(eq(routes.id, id), seesRoute(db, viewer)));
  return route;
}

/** Everything the read model shows of a route but its answers. Give it a transaction that sees one moment. */
export async function routeRows(tx: Queries, viewer: Viewer, id: string): Promise<RouteRows | undefined> {
  const route = await findRouteHead(tx, viewer, id);
  if (route === undefined) return undefined;
  return {
    route,
    steps: await tx
      .select()
      .from(steps)
      .where(eq(steps.route, id))
      .orderBy(asc(steps.step), asc(steps.instance)),
    refusals: await refusalsOf(tx, id),
    tasks: await openTasksOf(tx, id),
    parties: await partiesOf(tx, id),
  };
}

/** Everybody who has a part in the route. */
export async function partiesOf(tx: Queries, route: string): Promise<Part[]> {
  return tx
    .select({ party: parties.party, instance: parties.instance, personKey: parties.personKey })
    .from(parties)
    .where(eq(parties.route, route));
}

async function refusalsOf(tx: Queries, route: string): Promise<OutcomeRow[]> {
  return tx
    .select({
      step: outcomes.step,
      instance: outcomes.instance,
      epoch: outcomes.epoch,
      code: outcomes.code,
      decidedBy: outcomes.decidedBy,
      law: outcomes.law,
      at: outcomes.at,
    })
    .from(outcomes)
    .where(and(eq(outcomes.route, route), eq(outcomes.end, 'refused'), eq(outcomes.undo, false)));
}

/** Whether a route runs: what the API says when it cannot be told anything. Undefined where there is no such route. */
export async function routeStanding(db: Queries, id: string) {
  const [row] = await db
    .select({ state: routes.state, outcome: routes.outcome, startedAt: routes.workflowStartedAt })
    .from(routes)
    .where(eq(routes.id, id));
  return row && { state: row.state, outcome: row.outcome, begun: row.startedAt !== null };
}
