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

/** Enters the intent, or gives back the one that an earlier attempt entered. */
export async function enterIntent(
  tx: Queries,
  intent: Intent,
): Promise<{ readonly row: IntentRow; readonly fresh: boolean }> {
  const [entered] = await tx.insert(intents).values(intent).onConflictDoNothing().returning();
  if (entered) return { row: entered, fresh: true };
  const [earlier] = await tx.select().from(intents).where(eq(intents.key, intent.key));
  if (!earlier) throw new Error(`The intent ${intent.key} was taken back while it was entered; try again.`);
  return { row: earlier, fresh: false };
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

/** Takes back an intent whose call has surely not been sent. */
export async function removeIntent(tx: Queries, key: string): Promise<void> {
  await tx.delete(intents).where(eq(intents.key, key));
}

/**
 * The other agency will answer under the same transaction id. The one that was asked did nothing, so that the call may
 * go to the other without an officer's word.
 */
export async function readdressIntent(tx: Queries, key: string, agency: string): Promise<void> {
  await tx
    .update(intents)
    .set({ agency, askedAt: sql`now()` })
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
