import { and, eq, isNull, sql } from '../drizzle.cjs';
import type { Queries } from '../client.ts';
import { type Access, type Kept, withAccess } from './door.ts';
import { taskAnswers } from './schema.ts';
import { checkAt } from './unconfirmed.ts';

/** A person's answer to a task, checked against its form, or the reason why they declined. */
export interface TaskAnswer {
  readonly id: string;
  readonly task: string;
  readonly route: string;
  /** Null when declined. */
  readonly body: Record<string, unknown> | null;
  readonly declined: string | null;
  readonly actorKey: string;
  /** Whose word it is that the actor acted: `citizen`, or the portal's client id. */
  readonly assertedBy: string;
  readonly proof: { readonly kind: string; readonly value: string } | null;
}

/** Stored before the route is told, also again by a repeat; counts for nothing until the route has taken it up. */
export async function storeTaskAnswer(tx: Queries, answer: TaskAnswer & Kept): Promise<void> {
  await tx
    .insert(taskAnswers)
    .values({ ...answer, checkAt })
    .onConflictDoUpdate({ target: taskAnswers.id, set: { checkAt } });
}

/** True where this very answer has been stored before: who sends it is repeating themselves. */
export async function isAnswerStored(db: Queries, id: string): Promise<boolean> {
  return (await db.$count(taskAnswers, eq(taskAnswers.id, id))) > 0;
}

export async function readTaskAnswer(
  db: Queries,
  access: Access,
  id: string,
): Promise<TaskAnswer | undefined> {
  return withAccess(db, access, async (tx) => {
    const [answer] = await tx
      .select({
        id: taskAnswers.id,
        task: taskAnswers.task,
        route: taskAnswers.route,
        body: taskAnswers.body,
        declined: taskAnswers.declined,
        actorKey: taskAnswers.actorKey,
        assertedBy: taskAnswers.assertedBy,
        proof: taskAnswers.proof,
      })
      .from(taskAnswers)
      .where(and(eq(taskAnswers.id, id), eq(taskAnswers.route, access.route)));
    return answer;
  });
}

export async function markTaskAnswerTakenUp(tx: Queries, id: string): Promise<void> {
  await tx
    .update(taskAnswers)
    .set({ takenUpAt: sql`now()` })
    .where(and(eq(taskAnswers.id, id), isNull(taskAnswers.takenUpAt)));
}

/** Deletes answers that no route has taken up within a day: they count for nothing. Says how many. */
export async function dropForgottenAnswers(db: Queries): Promise<number> {
  const dropped = await db
    .delete(taskAnswers)
    .where(and(isNull(taskAnswers.takenUpAt), sql`${taskAnswers.createdAt} < now() - interval '1 day'`))
    .returning({ id: taskAnswers.id });
  return dropped.length;
}
