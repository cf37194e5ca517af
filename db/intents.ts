import { and, eq, inArray, isNotNull, sql } from './drizzle.cjs';
import type { Queries } from './client.ts';
import { intents } from './schema.ts';

/** That a call is about to be sent. */
export interface Intent {
  readonly key: string;
  readonly route: string;
  readonly step: string;
  readonly instance: number;
  readonly epoch: number;
  readonly undo: boolean;
  readonly service: string;
  readonly agency: string;
  readonly transactionId: string;
  readonly bodyHash: string;
}

export interface IntentRow extends Intent {
  /** When an officer was asked about it, or the call was handed on; null once that was used. */
  readonly askedAt: Date | null;
}

/** Enters the intent, or gives back the one that an earlier attempt entered. `fresh`: when it was entered, if just now. */
export async function enterIntent(
  tx: Queries,
  intent: Intent,
): Promise<{ readonly row: IntentRow; readonly fresh: Date | null }> {
  const [entered] = await tx.insert(intents).values(intent).onConflictDoNothing().returning();
  if (entered) return { row: entered, fresh: entered.sentAt };
  const [earlier] = await tx.select().from(intents).where(eq(intents.key, intent.key));
  if (!earlier) throw new Error(`The intent ${intent.key} was taken back while it was entered; try again.`);
  return { row: earlier, fresh: null };
}

/** The act is about to be sent once more under an intent: whoever entered it may no longer take it back. */
export async function noteResending(tx: Queries, key: string): Promise<void> {
  await tx.update(intents).set({ sentAt: clock }).where(eq(intents.key, key));
}

/** The step is stuck: what is tried from now on under these keys, an officer has decided. */
export async function askOfficerAboutIntents(tx: Queries, keys: readonly string[]): Promise<void> {
  await tx
    .update(intents)
    .set({ askedAt: sql`now()` })
    .where(inArray(intents.key, [...keys]));
}

/** Uses up an officer's word; false where there is none. Of two attempts at once one gets it. */
export async function useOfficersWord(tx: Queries, key: string): Promise<boolean> {
  const used = await tx
    .update(intents)
    .set({ askedAt: null })
    .where(and(eq(intents.key, key), isNotNull(intents.askedAt)))
    .returning({ key: intents.key });
  return used.length > 0;
}

const clock = sql`clock_timestamp()`;

/**
 * Claims that the act is sent once more under an intent: null where whoever asks may send it now, and nobody else meanwhile;
 * else the milliseconds until the sending before it can no longer be on its way. Of two attempts at once one may send.
 */
export async function claimResending(db: Queries, key: string, onItsWayMs: number): Promise<number | null> {
  const sinceMs = sql`extract(epoch from clock_timestamp() - ${intents.sentAt})::float8 * 1000`;
  const waitMs = sql<number>`coalesce(${onItsWayMs}::float8 - ${sinceMs}, 0)`;
  const claimed = await db
    .update(intents)
    .set({ sentAt: clock })
    .where(and(eq(intents.key, key), sql`${waitMs} <= 0`))
    .returning({ key: intents.key });
  if (claimed.length > 0) return null;
  const [row] = await db.select({ waitMs }).from(intents).where(eq(intents.key, key));
  return Math.max(1, row?.waitMs ?? onItsWayMs);
}

/** Nothing is on its way after all. */
export async function releaseResending(db: Queries, key: string): Promise<void> {
  await db.update(intents).set({ sentAt: null }).where(eq(intents.key, key));
}

/**
 * Takes back an intent whose call has surely not been sent, and that was entered then, unless a later attempt sends under
 * it: who entered it may have been held up for longer than it was waited for.
 */
export async function removeIntent(tx: Queries, key: string, enteredAt: Date): Promise<void> {
  await tx.delete(intents).where(and(eq(intents.key, key), eq(intents.sentAt, enteredAt)));
}

/**
 * The other agency will answer under the same transaction id. The one that was asked did nothing, so that the call may
 * go to the other without an officer's word.
 */
export async function readdressIntent(tx: Queries, key: string, agency: string): Promise<void> {
  await tx
    .update(intents)
    // Nothing is on its way to the other one.
    .set({ agency, askedAt: sql`now()`, sentAt: null })
    .where(eq(intents.key, key));
}

/** The step that a callback is about. */
export async function findIntent(
  db: Queries,
  agency: string,
  transactionId: string,
): Promise<IntentRow | undefined> {
  const [row] = await db
    .select()
    .from(intents)
    .where(and(eq(intents.agency, agency), eq(intents.transactionId, transactionId)));
  return row;
}
