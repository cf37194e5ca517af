import { and, eq, isNull, sql } from '../drizzle.cjs';
import type { Queries } from '../client.ts';
import { type Access, type Kept, withAccess } from './door.ts';
import { inbox } from './schema.ts';

/** The step that a callback's transaction id belongs to. */
export interface CallbackOf {
  readonly route: string;
  readonly step: string;
  readonly instance: number;
  readonly epoch: number;
}

/** What an agency sent us of its own accord. */
export interface Callback {
  readonly id: string;
  readonly agency: string;
  /** The agency's id of this callback; a second one with the same id is the same callback. */
  readonly callbackId: string;
  readonly transactionId: string;
  readonly payload: unknown;
  /** Null while no intent with its transaction id is known. */
  readonly of: CallbackOf | null;
}

/** Keeps a callback; `duplicate` when its agency sent it before: then nothing is written. */
export async function storeCallback(
  tx: Queries,
  { of, ...callback }: Callback & Kept,
): Promise<'stored' | 'duplicate'> {
  const stored = await tx
    .insert(inbox)
    .values({ ...callback, ...of })
    .onConflictDoNothing()
    .returning({ id: inbox.id });
  return stored.length > 0 ? 'stored' : 'duplicate';
}

/** Answers to one transaction: an agency may say "not yet" several times. */
const mostOfOne = 100;

/**
 * Keeps a callback where there is room: `full`, and nothing is written, where its agency has `mostUnknown` of unknown
 * transactions here, or a hundred of this one. What was kept before is a duplicate, also where there is no room.
 */
export async function takeCallback(
  db: Queries,
  callback: Callback & Kept,
  mostUnknown: number,
): Promise<'stored' | 'duplicate' | 'full'> {
  const { id, agency, transactionId, of } = callback;
  const isUnknown = of === null;
  const shelf = isUnknown ? `inbox/${agency}` : `inbox/${agency}/${transactionId}`;
  const like = isUnknown ? isNull(inbox.route) : eq(inbox.transactionId, transactionId);
  return db.transaction(async (tx) => {
    // One after the other, or many at once would each find room.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${shelf}, 0))`);
    if ((await storeCallback(tx, callback)) === 'duplicate') return 'duplicate';
    const kept = await tx.$count(inbox, and(eq(inbox.agency, agency), like));
    if (kept <= (isUnknown ? mostUnknown : mostOfOne)) return 'stored';
    await tx.delete(inbox).where(eq(inbox.id, id));
    return 'full';
  });
}

/** Read to be applied to the route that the access names; undefined for a callback that belongs elsewhere. */
export async function readCallback(db: Queries, access: Access, id: string): Promise<Callback | undefined> {
  return withAccess(db, access, async (tx) => {
    const [row] = await tx
      .select()
      .from(inbox)
      .where(and(eq(inbox.id, id), eq(inbox.route, access.route)));
    return row && { ...row, of: matched(row) };
  });
}

function matched(row: typeof inbox.$inferSelect): CallbackOf | null {
  const { route, step, instance, epoch } = row;
  if (route === null || step === null || instance === null || epoch === null) return null;
  return { route, step, instance, epoch };
}

/** Ids of callbacks for this step and epoch that were received and not yet applied, oldest first. */
export async function callbacksWaiting(tx: Queries, of: CallbackOf): Promise<string[]> {
  const rows = await tx
    .select({ id: inbox.id })
    .from(inbox)
    .where(
      and(
        eq(inbox.route, of.route),
        eq(inbox.step, of.step),
        eq(inbox.instance, of.instance),
        eq(inbox.epoch, of.epoch),
        isNull(inbox.appliedAt),
      ),
    )
    .orderBy(inbox.receivedAt);
  return rows.map((row) => row.id);
}

export async function markCallbackApplied(tx: Queries, id: string): Promise<void> {
  await tx
    .update(inbox)
    .set({ appliedAt: sql`now()` })
    .where(and(eq(inbox.id, id), isNull(inbox.appliedAt)));
}

export async function markCallbackSignalled(tx: Queries, id: string): Promise<void> {
  await tx
    .update(inbox)
    .set({ signalledAt: sql`now()` })
    .where(and(eq(inbox.id, id), isNull(inbox.signalledAt)));
}
