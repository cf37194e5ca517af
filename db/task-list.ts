import type { SQL } from 'drizzle-orm';
import { and, eq, isNotNull, isNull, or, sql } from './drizzle.cjs';
import type { Queries } from './client.ts';
import { lastLevel } from './ladder.ts';
import { type After, cut, microseconds, type Page } from './route-list.ts';
import { definitions, routes, tasks } from './schema.ts';
import { isPersonsTask, type Viewer } from './viewers.ts';

/** Which open tasks to list; what is null does not matter. */
export interface TaskFilter {
  readonly route: string | null;
  readonly team: string | null;
  readonly personKey: string | null;
  /** The operator's daily list: what no team settled, of all teams. */
  readonly escalated?: boolean;
}

/** What is shown of a task wherever it is shown. */
export const taskColumns = {
  id: tasks.id,
  route: tasks.route,
  step: tasks.step,
  instance: tasks.instance,
  kind: tasks.kind,
  service: tasks.service,
  party: tasks.party,
  personKey: tasks.personKey,
  team: tasks.team,
  field: tasks.field,
  dueAt: tasks.dueAt,
  level: tasks.level,
  raisedAt: tasks.raisedAt,
};

const shown = {
  ...taskColumns,
  lifeEvent: routes.lifeEvent,
  /** As the definition says it that the route began with. */
  stepTitle: sql<string>`coalesce(${definitions.compiled} #>> array['steps', ${tasks.step}, 'title'], ${tasks.step})`,
  epoch: tasks.epoch,
  claimedBy: tasks.claimedBy,
  claimedAt: tasks.claimedAt,
  closedAt: tasks.closedAt,
};

/** A task with the life event that its title needs. */
export type ShownTask = Awaited<ReturnType<typeof findTask>> & object;

/** What went up the ladder comes first, then what has to be done the soonest, then what waits longest. */
const urgency = sql`-${tasks.level}, coalesce(${tasks.dueAt}, 'infinity'), ${tasks.openedAt}, ${tasks.id}`;

/** Open tasks that the viewer sees, the most urgent first, a page at a time. */
export async function listTasks(
  db: Queries,
  viewer: Viewer,
  { filter, page }: { filter: TaskFilter; page: Page },
) {
  const rows = await db
    .select({ ...shown, at: microseconds(tasks.openedAt) })
    .from(tasks)
    .innerJoin(routes, eq(routes.id, tasks.route))
    .innerJoin(definitions, eq(definitions.hash, routes.definition))
    .where(and(isNull(tasks.closedAt), seen(viewer, filter), ...filters(filter), afterRow(page.after)))
    .orderBy(urgency)
    .limit(page.limit + 1);
  return cut(rows, page.limit);
}

/** The task, open or closed, if the viewer sees it. */
export async function findTask(db: Queries, viewer: Viewer, id: string) {
  const [task] = await db
    .select(shown)
    .from(tasks)
    .innerJoin(routes, eq(routes.id, tasks.route))
    .innerJoin(definitions, eq(definitions.hash, routes.definition))
    .where(and(eq(tasks.id, id), seesTask(viewer)));
  return task;
}

/** Takes an open task for one officer; false where another one has it. Claiming twice is claiming once. */
export async function claimTask(db: Queries, id: string, officer: string): Promise<boolean> {
  const claimed = await db
    .update(tasks)
    .set({ claimedBy: officer, claimedAt: sql`coalesce(${tasks.claimedAt}, now())` })
    .where(
      and(
        eq(tasks.id, id),
        isNull(tasks.closedAt),
        or(isNull(tasks.claimedBy), eq(tasks.claimedBy, officer)),
      ),
    )
    .returning({ id: tasks.id });
  return claimed.length > 0;
}

/** Who may ask for the daily list is for the caller to say. */
function seen(viewer: Viewer, { escalated = false }: TaskFilter): SQL | undefined {
  return escalated ? and(eq(tasks.kind, 'officer'), eq(tasks.level, lastLevel)) : seesTask(viewer);
}

/** Portals see people's tasks in their routes, people their own, officers their team's. */
function seesTask({ client, personKey, team }: Viewer): SQL {
  const ways = [
    client === null ? undefined : and(eq(routes.client, client), isNotNull(tasks.party)),
    personKey === null ? undefined : isPersonsTask(personKey),
    team === null ? undefined : eq(tasks.team, team),
  ];
  return or(...ways) ?? sql`false`;
}

function filters({ route, team, personKey }: TaskFilter): (SQL | undefined)[] {
  return [
    route === null ? undefined : eq(tasks.route, route),
    team === null ? undefined : eq(tasks.team, team),
    personKey === null ? undefined : isPersonsTask(personKey),
  ];
}

/** The place of the last task of the page before, as urgent as it is now. */
function afterRow(after: After | null): SQL | undefined {
  return after === null
    ? undefined
    : sql`(${urgency}) > (select -last.level, coalesce(last.due_at, 'infinity'), last.opened_at, last.id
        from ${tasks} as last where last.id = ${after.id})`;
}
