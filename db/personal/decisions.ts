import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Queries } from '../client.ts';
import { type Access, type Kept, withAccess } from './door.ts';
import { decisions } from './schema.ts';

/** What an officer decided or a person asked for, with the reason in their own words. */
export interface Decision {
  readonly id: string;
  readonly route: string;
  readonly action: 'retry' | 'skip' | 'resolve' | 'withdraw' | 'pause' | 'resume' | 'extend';
  /** Null where the whole route is meant. */
  readonly step: string | null;
  readonly instance: number | null;
  readonly actor: string;
  readonly role: string;
  readonly reason: string;
  /** Of `resolve`: fits the schema of the service's answer. */
  readonly answer: Record<string, unknown> | null;
}

/** Stored before the route is told. */
export async function storeDecision(tx: Queries, decision: Decision & Kept): Promise<void> {
  await tx.insert(decisions).values(decision).onConflictDoNothing();
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
