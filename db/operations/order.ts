import type { SQL } from 'drizzle-orm';
import { sql } from '../drizzle.cjs';
import type { Queries } from '../client.ts';
import { storeDecisionsOf } from '../personal/decisions.ts';
import type { DecreeOfYear } from '../../terms/index.ts';
import { storeDecree } from '../clocks/decrees.ts';
import { openRoutes, runningRoutes, stuckSteps } from './match.ts';
import { type OperationAction, type OperationFilter, operationItems, operations } from './schema.ts';

/** What an officer orders for many routes. */
export interface Order {
  readonly id: string;
  readonly action: Exclude<OperationAction, 'recalculate' | 'law-change'>;
  readonly filter: OperationFilter;
  readonly steps: readonly string[] | null;
  readonly actor: string;
  readonly role: string;
  readonly team: string;
  readonly reason: string;
  /** Of `resolve`: fits the answer of this service, and settles its steps only; null: they were taken back by other means. */
  readonly resolve: { readonly service: string | null; readonly answer: Record<string, unknown> } | null;
}

/**
 * Enters an operation with all that it is about and a decision for each, in one transaction: what matches is fixed
 * now. The same id a second time changes nothing.
 */
export async function orderOperation(db: Queries, order: Order): Promise<void> {
  const { id, action, filter, steps, actor, role, team, reason, resolve } = order;
  await db.transaction(async (tx) => {
    const entered = await tx
      .insert(operations)
      .values({ id, action, filter, steps, actor, role, team })
      .onConflictDoNothing()
      .returning({ id: operations.id });
    if (entered.length === 0) return;
    await enterItems(
      tx,
      id,
      action === 'withdraw' ? openRoutes(filter) : stuckSteps(filter, resolve?.service),
    );
    await storeDecisionsOf(tx, {
      operation: id,
      action,
      actor,
      role,
      reason,
      answer: resolve?.answer ?? null,
    });
  });
}

/** A decree that moves the deadlines of running routes. */
export interface Recalculation {
  readonly id: string;
  readonly country: string;
  readonly decree: DecreeOfYear;
  readonly actor: string;
  readonly role: string;
  readonly team: string;
}

/**
 * Stores a decree and enters an operation over all routes that run, in one transaction. Gives the decree's id. It begins
 * two seconds later: a step that was being entered by the old calendar has its row then.
 */
export async function orderRecalculation(db: Queries, order: Recalculation): Promise<string> {
  const { id, country, decree, actor, role, team } = order;
  return db.transaction(async (tx) => {
    const stored = await storeDecree(tx, { country, decree, appliedBy: actor });
    const entered = await tx
      .insert(operations)
      .values({
        ...{ id, action: 'recalculate', filter: everything, decree: stored, actor, role, team },
        pacedUntil: sql`now() + interval '2 seconds'`,
      })
      .onConflictDoNothing()
      .returning({ id: operations.id });
    if (entered.length > 0) await enterItems(tx, id, runningRoutes());
    return stored;
  });
}

export const everything: OperationFilter = {
  agency: null,
  stuckReason: null,
  lifeEvent: null,
  step: null,
  region: null,
};

/** Enters what a query finds (route, step, instance, at) as items, the longest waiting first. */
async function enterItems(tx: Queries, operation: string, found: SQL): Promise<void> {
  await tx.execute(sql`insert into ${operationItems} (operation, item, route, step, instance)
    select ${operation}, row_number() over (order by at, route, step, instance), route, step, instance
    from (${found}) as found`);
}
