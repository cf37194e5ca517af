import { createHash } from 'node:crypto';
import { asc, eq } from '../drizzle.cjs';
import type { DecreeOfYear } from '../../terms/index.ts';
import type { Queries } from '../client.ts';
import { decrees } from './schema.ts';

export interface StoredDecree {
  readonly id: string;
  readonly decree: DecreeOfYear;
}

/** Stores a decree; the same one (year, day of publication, source) handed in again takes the place of the first. */
export async function storeDecree(
  tx: Queries,
  of: { readonly country: string; readonly decree: DecreeOfYear; readonly appliedBy: string },
): Promise<string> {
  const { country, decree, appliedBy } = of;
  const { year, publishedOn, source } = decree;
  const id = createHash('sha256')
    .update(JSON.stringify([country, year, publishedOn, source]))
    .digest('hex');
  await tx
    .insert(decrees)
    .values({ id, country, publishedOn, decree, appliedBy })
    .onConflictDoUpdate({ target: decrees.id, set: { decree, appliedBy } });
  return id;
}

export async function decreesOf(db: Queries, country: string): Promise<StoredDecree[]> {
  return db
    .select({ id: decrees.id, decree: decrees.decree })
    .from(decrees)
    .where(eq(decrees.country, country))
    .orderBy(asc(decrees.publishedOn), asc(decrees.appliedAt));
}
