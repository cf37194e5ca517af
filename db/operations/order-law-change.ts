import { and, eq, exists, isNull, sql } from '../drizzle.cjs';
import type { CompiledRoute, StartFacts } from '../../notation/compiled-route.ts';
import { shapeOf } from '../../notation/shape.ts';
import type { Queries } from '../client.ts';
import { storeDefinition } from '../definitions.ts';
import { storeDecisionsOf } from '../personal/decisions.ts';
import { everything } from './order.ts';
import { operationItems, operations } from './schema.ts';

/** Open routes that are to go on by a newer version of their life event. */
export interface LawChangeOrder {
  readonly id: string;
  readonly law: CompiledRoute;
  /** `start`: what the new version's conditions read of the route's event. */
  readonly routes: readonly { readonly route: string; readonly start: StartFacts }[];
  readonly actor: string;
  readonly role: string;
  readonly team: string;
  readonly reason: string;
}

/** Far below the number of values that one statement may have. */
const itemsAtOnce = 1_000;

/**
 * Enters an operation with an item and a decision for each route, in one transaction. Where one to the same version
 * still runs, nothing is entered: two at a time would tell routes twice. Gives the id of the one that runs.
 */
export async function orderLawChange(db: Queries, order: LawChangeOrder): Promise<string> {
  const { id, law, routes, actor, role, team, reason } = order;
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('change of law'), hashtext(${law.id}))`);
    const running = await runningLawChange(tx, law);
    if (running !== undefined) return running;
    const definition = await storeDefinition(tx, law);
    const filter = { ...everything, lifeEvent: law.id };
    await tx.insert(operations).values({ id, action: 'law-change', filter, definition, actor, role, team });
    for (let from = 0; from < routes.length; from += itemsAtOnce) {
      const some = routes.slice(from, from + itemsAtOnce);
      const items = some.map((one, index) => ({ operation: id, item: from + index + 1, ...one }));
      await tx.insert(operationItems).values(items);
    }
    await storeDecisionsOf(tx, { operation: id, action: 'law-change', actor, role, reason, answer: null });
    return id;
  });
}

/** The operation that is moving routes to this version just now. */
export async function runningLawChange(db: Queries, law: CompiledRoute): Promise<string | undefined> {
  const waiting = db
    .select({ one: sql`1` })
    .from(operationItems)
    .where(and(eq(operationItems.operation, operations.id), eq(operationItems.state, 'waiting')));
  const [running] = await db
    .select({ id: operations.id })
    .from(operations)
    .where(and(eq(operations.definition, shapeOf(law)), isNull(operations.stoppedAt), exists(waiting)));
  return running?.id;
}
