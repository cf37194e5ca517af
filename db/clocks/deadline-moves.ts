import { and, asc, eq, gt } from '../drizzle.cjs';
import type { Queries } from '../client.ts';
import { routes } from '../schema.ts';
import { deadlineMoves } from './schema.ts';

type Row = typeof deadlineMoves.$inferSelect;
export type DeadlineMove = Omit<Row, 'id' | 'at'>;

export async function recordMove(tx: Queries, move: DeadlineMove): Promise<void> {
  await tx.insert(deadlineMoves).values(move);
}

/** Whom a decree (or an officer's decision) has given another deadline, oldest first. */
export async function movesBecauseOf(
  db: Queries,
  cause: string,
  { after = 0, limit }: { readonly after?: number | undefined; readonly limit: number },
) {
  return db
    .select({
      id: deadlineMoves.id,
      route: deadlineMoves.route,
      step: deadlineMoves.step,
      instance: deadlineMoves.instance,
      from: deadlineMoves.from,
      to: deadlineMoves.to,
      client: routes.client,
    })
    .from(deadlineMoves)
    .innerJoin(routes, eq(routes.id, deadlineMoves.route))
    .where(and(eq(deadlineMoves.cause, cause), gt(deadlineMoves.id, after)))
    .orderBy(asc(deadlineMoves.id))
    .limit(limit);
}
