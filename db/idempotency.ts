import { and, eq, sql } from './drizzle.cjs';
import type { Queries } from './client.ts';
import { idempotencyKeys } from './own-schema.ts';
import { prepared } from './prepared.ts';

/** A request under its Idempotency-Key. */
export interface Once {
  /** Whose key it is: two accounts may use the same one. */
  readonly account: string;
  readonly key: string;
  /** Method and path pattern, for people who read the table. */
  readonly operation: string;
  /** HMAC of method, path and canonical body. */
  readonly bodyHash: string;
  /** Made from account and key alone: rows and updates of a repeat are those of the first. UUID-shaped. */
  readonly id: string;
}

export interface KeptAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What is known of a key. */
export type Standing =
  | { readonly is: 'new' }
  | ({ readonly is: 'kept' } & KeptAnswer)
  | { readonly is: 'in-progress' }
  | { readonly is: 'other-body' };

/** A process that died leaves its key in progress; after so long a repeat takes it over. */
export const takenOverAfter = `interval '60 seconds'`;

const keyStands = prepared((db) =>
  db
    .select({
      bodyHash: idempotencyKeys.bodyHash,
      status: idempotencyKeys.status,
      response: idempotencyKeys.response,
      left: sql<boolean>`${idempotencyKeys.createdAt} < now() - ${sql.raw(takenOverAfter)}`,
    })
    .from(idempotencyKeys)
    .where(
      and(
        eq(idempotencyKeys.client, sql.placeholder('account')),
        eq(idempotencyKeys.key, sql.placeholder('key')),
      ),
    )
    .prepare('key-stands'),
);

/** What is known of the key, without claiming it. A key that may be taken over counts as new. */
export async function standingOf(db: Queries, { account, key, bodyHash }: Once): Promise<Standing> {
  const [row] = await keyStands(db).execute({ account, key });
  if (row === undefined) return { is: 'new' };
  if (row.bodyHash !== bodyHash) return { is: 'other-body' };
  if (row.status !== null) return { is: 'kept', status: row.status, body: row.response };
  return row.left ? { is: 'new' } : { is: 'in-progress' };
}

/** What is known of a key that somebody else has claimed. */
export async function standingOfClaimed(db: Queries, once: Once): Promise<Standing> {
  const standing = await standingOf(db, once);
  return standing.is === 'new' ? { is: 'in-progress' } : standing;
}

/**
 * Claims the key for this request: `new` means it is ours. With an answer given, the key is final as soon as the
 * transaction commits. Of equal requests at the same moment one gets it; the others wait for that one's commit.
 */
export async function claimKey(tx: Queries, once: Once, answer?: KeptAnswer): Promise<Standing> {
  const { account: client, key, operation, bodyHash } = once;
  const claimed = await tx
    .insert(idempotencyKeys)
    .values({ client, key, operation, bodyHash, status: answer?.status, response: answer?.body })
    .onConflictDoUpdate({
      target: [idempotencyKeys.client, idempotencyKeys.key],
      set: { createdAt: sql`now()`, status: sql`excluded.status`, response: sql`excluded.response` },
      setWhere: sql`${idempotencyKeys.status} is null and ${idempotencyKeys.bodyHash} = excluded.body_hash
        and ${idempotencyKeys.createdAt} < now() - ${sql.raw(takenOverAfter)}`,
    })
    .returning({ key: idempotencyKeys.key });
  if (claimed.length > 0) return { is: 'new' };
  return standingOfClaimed(tx, once);
}

/** Keeps the final answer under a claimed key. */
export async function keepAnswer(tx: Queries, once: Once, answer: KeptAnswer): Promise<void> {
  await tx.update(idempotencyKeys).set({ status: answer.status, response: answer.body }).where(isKey(once));
}

/** The request was refused and did nothing: its key is free for any body. */
export async function forgetKey(tx: Queries, once: Once): Promise<void> {
  await tx.delete(idempotencyKeys).where(and(isKey(once), sql`${idempotencyKeys.status} is null`));
}

/** The request may have done something: only its repeat, with the same body, may take the key at once. */
export async function leaveKeyToRepeat(tx: Queries, once: Once): Promise<void> {
  await tx
    .update(idempotencyKeys)
    .set({ createdAt: sql`'epoch'` })
    .where(and(isKey(once), sql`${idempotencyKeys.status} is null`));
}

function isKey(once: Once) {
  return and(eq(idempotencyKeys.client, once.account), eq(idempotencyKeys.key, once.key));
}
