import { randomUUID } from 'node:crypto';
import { and, desc, eq, isNull, ne, not, sql } from './drizzle.cjs';
import type { Queries } from './client.ts';
import { tasks } from './schema.ts';
import type { StepKey } from './steps.ts';

/** Something that a person or an officer has to do. Unique per step, instance, epoch and kind. */
export interface TaskToOpen extends StepKey {
  readonly epoch: number;
  readonly kind: 'service' | 'mend' | 'officer';
  readonly service: string;
  /** Whose turn it is: a party with the key of its person, or a team. */
  readonly party: string | null;
  readonly personKey: string | null;
  readonly team: string | null;
  readonly field: string | null;
  readonly dueAt: Date | null;
}

export interface TaskRow extends TaskToOpen {
  readonly id: string;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
}

/** Opens a task once: a repeat gives back the same row, with the term it was opened with. */
export async function openTask(tx: Queries, task: TaskToOpen): Promise<TaskRow> {
  const [opened] = await tx
    .insert(tasks)
    .values({ id: randomUUID(), ...task })
    .onConflictDoNothing()
    .returning();
  const row = opened ?? (await findTaskOf(tx, task));
  if (!row) throw new Error(`The task of ${task.step} vanished while it was opened; try again.`);
  return row;
}

/**
 * It is asked again where the row of its step has just been written: a workflow task that was lost had closed it.
 * `later` as `writeStep` tells it.
 */
export async function keepOpen(tx: Queries, task: TaskRow, later: number | null): Promise<void> {
  if (later !== null || task.closedAt === null) return;
  await tx.update(tasks).set({ closedAt: null }).where(eq(tasks.id, task.id));
}

/** The ladder begins anew, with officers who have not seen the task. */
const asNew = {
  ...{ openedAt: sql`now()`, claimedBy: null, claimedAt: null },
  ...{ level: 1, raisedAt: null, raiseAt: null },
};

/** Opens an officer's task, also a second time in the same epoch: the step is stuck again, maybe with another agency. */
export async function openOfficerTask(tx: Queries, task: TaskToOpen): Promise<void> {
  await tx
    .insert(tasks)
    .values({ id: randomUUID(), ...task })
    .onConflictDoUpdate({
      target: [tasks.route, tasks.step, tasks.instance, tasks.epoch, tasks.kind],
      set: { ...asNew, team: task.team, closedAt: null },
      setWhere: sql`${tasks.closedAt} is not null`,
    });
}

/** The open task of one team's officers is another team's from now on. */
export async function handOverTask(
  tx: Queries,
  of: StepKey,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await tx
    .update(tasks)
    .set({ ...asNew, team: to })
    .where(and(isTaskOf(of), eq(tasks.kind, 'officer'), eq(tasks.team, from), isNull(tasks.closedAt)));
}

export async function findTaskOf(
  db: Queries,
  of: Pick<TaskToOpen, 'route' | 'step' | 'instance' | 'epoch' | 'kind'>,
): Promise<TaskRow | undefined> {
  const [row] = await db
    .select()
    .from(tasks)
    .where(and(isTaskOf(of), eq(tasks.epoch, of.epoch), eq(tasks.kind, of.kind)));
  return row;
}

/** The task with this id, if it belongs to this step. */
export async function findTaskById(db: Queries, of: StepKey, id: string): Promise<TaskRow | undefined> {
  const [row] = await db
    .select()
    .from(tasks)
    .where(and(isTaskOf(of), eq(tasks.id, id)));
  return row;
}

/** Nobody's turn any more at this instance; `kind` closes just those. */
export async function closeTasks(tx: Queries, of: StepKey, kind?: TaskToOpen['kind']): Promise<void> {
  await tx
    .update(tasks)
    .set({ closedAt: sql`now()` })
    .where(and(isTaskOf(of), isNull(tasks.closedAt), kind && eq(tasks.kind, kind)));
}

/** It is somebody's turn again, as it was before: an officer's, or that of whom the step asked last in this epoch. */
export async function reopenTask(
  tx: Queries,
  of: StepKey & { readonly epoch: number },
  whose: 'officer' | 'asked',
): Promise<void> {
  const isOfficers = eq(tasks.kind, 'officer');
  const [last] = await tx
    .select({ id: tasks.id })
    .from(tasks)
    .where(and(isTaskOf(of), eq(tasks.epoch, of.epoch), whose === 'officer' ? isOfficers : not(isOfficers)))
    .orderBy(desc(tasks.openedAt))
    .limit(1);
  if (last !== undefined) await tx.update(tasks).set({ closedAt: null }).where(eq(tasks.id, last.id));
}

/** The open task of the person whose turn it is ends then. */
export async function moveTask(tx: Queries, of: StepKey, dueAt: Date | null): Promise<void> {
  await tx
    .update(tasks)
    .set({ dueAt })
    .where(and(isTaskOf(of), isNull(tasks.closedAt), ne(tasks.kind, 'officer')));
}

/** Closes what this team's officers were asked about a route, but what is stuck still. */
export async function closeTeamsTasks(tx: Queries, route: string, team: string): Promise<void> {
  await tx.execute(sql`update tasks set closed_at = now()
    where route = ${route} and team = ${team} and kind = 'officer' and closed_at is null
      and not exists (select 1 from steps where steps.route = tasks.route and steps.step = tasks.step
        and steps.instance = tasks.instance and steps.status = 'stuck')`);
}

/** Closes what is still open on a route that has closed; after a death, what is an officer's stays. */
export async function closeTasksLeft(tx: Queries, route: string): Promise<void> {
  await tx.execute(sql`update tasks set closed_at = now() from routes
    where routes.id = tasks.route and tasks.route = ${route} and tasks.closed_at is null
      and routes.state = 'closed' and (tasks.kind <> 'officer' or routes.reason is distinct from 'death')`);
}

/** True while something of the route is left for an officer. */
export async function hasOfficerTask(db: Queries, route: string): Promise<boolean> {
  const found = await db
    .select({ id: tasks.id })
    .from(tasks)
    .where(and(eq(tasks.route, route), eq(tasks.kind, 'officer'), isNull(tasks.closedAt)))
    .limit(1);
  return found.length > 0;
}

function isTaskOf({ route, step, instance }: StepKey) {
  return and(eq(tasks.route, route), eq(tasks.step, step), eq(tasks.instance, instance));
}
