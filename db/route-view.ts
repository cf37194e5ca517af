import { and, eq, sql } from './drizzle.cjs';
import type { Queries } from './client.ts';
import { unmarkedAnswers } from './personal/answers.ts';
import { prepared } from './prepared.ts';
import { healthNow, heldUpBy, nextDeadline } from './route-health.ts';
import { rowsAsJson, type RowOf } from './rows-as-json.ts';
import { outcomes, parties, routes, steps, tasks } from './schema.ts';
import { taskColumns } from './task-list.ts';
import { anyViewer, seesThatRoute, type Viewer } from './viewers.ts';

const partColumns = {
  party: parties.party,
  instance: parties.instance,
  personKey: parties.personKey,
};

const stepColumns = {
  step: steps.step,
  instance: steps.instance,
  service: steps.service,
  agency: steps.agency,
  status: steps.status,
  epoch: steps.epoch,
  attempts: steps.attempts,
  since: steps.since,
  dueAt: steps.dueAt,
  dueEstimate: steps.dueEstimate,
  pausedAt: steps.pausedAt,
  stuckReason: steps.stuckReason,
  skippedBecause: steps.skippedBecause,
  passedOnBy: steps.passedOnBy,
};

const refusalColumns = {
  step: outcomes.step,
  instance: outcomes.instance,
  epoch: outcomes.epoch,
  code: outcomes.code,
  decidedBy: outcomes.decidedBy,
  law: outcomes.law,
  at: outcomes.at,
};

const head = {
  id: routes.id,
  lifeEvent: routes.lifeEvent,
  version: routes.version,
  /** Hash of the definition it began with. */
  definition: routes.definition,
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
  closedAt: routes.closedAt,
  nextDeadline,
};

export type StepRow = RowOf<typeof stepColumns>;
export type OutcomeRow = RowOf<typeof refusalColumns>;
export type OpenTask = RowOf<typeof taskColumns>;
/** Who has which part in a route. */
export type Part = RowOf<typeof partColumns>;
/** All rows that the read model of a route is made of. */
export type RouteRows = NonNullable<Awaited<ReturnType<typeof findRouteRows>>>;
export type RouteHead = RouteRows['route'];

const id = sql.placeholder('id');
const isSeen = (db: Queries) => and(eq(routes.id, id), seesThatRoute(db, anyViewer));

const routeRows = prepared((db) =>
  db
    .select({
      route: head,
      steps: rowsAsJson(stepColumns, {
        from: sql`from ${steps} where ${steps.route} = ${routes.id}`,
        order: sql`${steps.step}, ${steps.instance}`,
      }),
      /** Refusals by step, instance and epoch. */
      refusals: rowsAsJson(refusalColumns, {
        from: sql`from ${outcomes}
          where ${outcomes.route} = ${routes.id} and ${outcomes.end} = 'refused' and not ${outcomes.undo}`,
      }),
      /** Open ones, of people and teams alike: the caller shows each viewer theirs. */
      tasks: rowsAsJson(taskColumns, {
        from: sql`from ${tasks} where ${tasks.route} = ${routes.id} and ${tasks.closedAt} is null`,
        order: sql`${tasks.openedAt}, ${tasks.id}`,
      }),
      parties: rowsAsJson(partColumns, { from: sql`from ${parties} where ${parties.route} = ${routes.id}` }),
      answers: unmarkedAnswers(routes.id),
    })
    .from(routes)
    .where(isSeen(db))
    .prepare('route-rows'),
);

/** Everything that is shown of a route, if the viewer sees it; one statement: all as of one moment. */
export async function findRouteRows(db: Queries, viewer: Viewer, route: string) {
  const [rows] = await routeRows(db).execute({ ...viewer, id: route });
  return rows;
}

const routeTag = prepared((db) =>
  db
    .select({ revision: routes.revision, health: healthNow, heldUpBy })
    .from(routes)
    .where(isSeen(db))
    .prepare('route-tag'),
);

/** What tells one state of a route from another, if the viewer sees it. */
export async function findRouteTag(db: Queries, viewer: Viewer, route: string) {
  const [tag] = await routeTag(db).execute({ ...viewer, id: route });
  return tag;
}

/** Whose route it is and which definition it began with, if the viewer sees it. */
export async function findRoute(db: Queries, viewer: Viewer, route: string) {
  const [found] = await db
    .select({ client: routes.client, definition: routes.definition })
    .from(routes)
    .where(and(eq(routes.id, route), seesThatRoute(db, viewer)));
  return found;
}

/** Everybody who has a part in the route. */
export async function partiesOf(db: Queries, route: string): Promise<Part[]> {
  return db.select(partColumns).from(parties).where(eq(parties.route, route));
}

/** Whether a route runs: what the API says when it cannot be told anything. Undefined where there is no such route. */
export async function routeStanding(db: Queries, route: string) {
  const [row] = await db
    .select({ state: routes.state, outcome: routes.outcome, startedAt: routes.workflowStartedAt })
    .from(routes)
    .where(eq(routes.id, route));
  return row && { state: row.state, outcome: row.outcome, begun: row.startedAt !== null };
}
