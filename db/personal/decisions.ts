import { and, eq, isNull, sql } from '../drizzle.cjs';
import type { Queries } from '../client.ts';
import { operationItems } from '../operations/schema.ts';
import { type Access, kept, type Kept, withAccess } from './door.ts';
import { decisions } from './schema.ts';
import { checkAt } from './unconfirmed.ts';

/** What an officer decided or a person asked for, with the reason in their own words. */
export interface Decision {
  readonly id: string;
  readonly route: string;
  readonly action: 'retry' | 'skip' | 'resolve' | 'withdraw' | 'pause' | 'resume' | 'extend' | 'law-change';
  /** Null where the whole route is meant. */
  readonly step: string | null;
  readonly instance: number | null;
  readonly actor: string;
  readonly role: string;
  readonly reason: string;
  /** Of `resolve`: fits the schema of the service's answer. */
  readonly answer: Record<string, unknown> | null;
}

/** Stored before the route is told; a repeat is the same decision, and is told again. */
export async function storeDecision(tx: Queries, decision: Decision & Kept): Promise<void> {
  await tx
    .insert(decisions)
    .values({ ...decision, checkAt })
    .onConflictDoUpdate({ target: decisions.id, set: { checkAt } });
}

/** True where this very decision has been stored before: who sends it is repeating themselves. */
export async function isDecisionStored(db: Queries, id: string): Promise<boolean> {
  return (await db.$count(decisions, eq(decisions.id, id))) > 0;
}

/** The decision's id of an item of an operation; that of the update too, so that a repeat meets the first one. */
export const decisionOfItem = (operation: string, item: number): string => `${operation}.${item}`;

/** One decision for each item of an operation, before any route is told. */
export async function storeDecisionsOf(
  tx: Queries,
  of: Pick<Decision, 'action' | 'actor' | 'role' | 'reason' | 'answer'> & { readonly operation: string },
): Promise<void> {
  const { operation, action, actor, role, reason, answer } = of;
  const { purpose, keepUntil } = kept('decision');
  await tx.execute(sql`insert into ${decisions}
      (id, route, action, step, instance, actor, role, reason, answer, purpose, keep_until)
    select operation || '.' || item, route, ${action}, step, instance, ${actor}, ${role}, ${reason},
      ${answer === null ? null : JSON.stringify(answer)}::jsonb, ${purpose}, ${keepUntil.toISOString()}::timestamptz
    from ${operationItems} where ${operationItems.operation} = ${operation}`);
}

/** Whether a route has acted on it. Tells nothing of anybody, so it leaves no access entry. */
export async function isTakenUp(db: Queries, id: string): Promise<boolean> {
  const [row] = await db
    .select({ takenUpAt: decisions.takenUpAt })
    .from(decisions)
    .where(eq(decisions.id, id));
  return row !== undefined && row.takenUpAt !== null;
}

export async function readDecision(db: Queries, access: Access, id: string): Promise<Decision | undefined> {
  return withAccess(db, access, async (tx) => {
    const [decision] = await tx
      .select({
        id: decisions.id,
        route: decisions.route,
        action: decisions.action,
        step: decisions.step,
        instance: decisions.instance,
        actor: decisions.actor,
        role: decisions.role,
        reason: decisions.reason,
        answer: decisions.answer,
      })
      .from(decisions)
      .where(and(eq(decisions.id, id), eq(decisions.route, access.route)));
    return decision;
  });
}

export async function markDecisionTakenUp(tx: Queries, id: string): Promise<void> {
  await tx
    .update(decisions)
    .set({ takenUpAt: sql`now()` })
    .where(and(eq(decisions.id, id), isNull(decisions.takenUpAt)));
}
