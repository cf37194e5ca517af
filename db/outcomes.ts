import { eq } from './drizzle.cjs';
import type { Facts } from '../notation/facts.ts';
import type { Queries } from './client.ts';
import { outcomes } from './schema.ts';

/** How one effect came out. */
export interface OutcomeRow {
  readonly key: string;
  readonly route: string;
  readonly step: string;
  readonly instance: number;
  readonly epoch: number;
  readonly undo: boolean;
  readonly end: 'done' | 'refused';
  readonly code: string | null;
  readonly facts: Facts;
  readonly bodyHash: string | null;
  readonly decidedBy: 'rule' | 'officer' | 'agency' | 'person' | 'law';
  readonly law: string | null;
}

export async function findOutcome(db: Queries, key: string): Promise<OutcomeRow | undefined> {
  const [row] = await db.select().from(outcomes).where(eq(outcomes.key, key));
  return row;
}

/** First writer wins: gives back the row that stands, and whether it is the one just given. */
export async function insertOutcome(
  tx: Queries,
  outcome: OutcomeRow,
): Promise<{ readonly row: OutcomeRow; readonly first: boolean }> {
  const [inserted] = await tx.insert(outcomes).values(outcome).onConflictDoNothing().returning();
  if (inserted) return { row: inserted, first: true };
  const standing = await findOutcome(tx, outcome.key);
  if (!standing)
    throw new Error(`The outcome of ${outcome.key} vanished: outcome rows must never be deleted.`);
  return { row: standing, first: false };
}
