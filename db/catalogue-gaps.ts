import { and, count, eq } from './drizzle.cjs';
import type { Catalogue } from '../notation/catalogue.ts';
import { gapBetween, gapsInWords } from '../notation/missing-from-catalogue.ts';
import type { Queries } from './client.ts';
import { definitions, routes } from './schema.ts';

/** How a catalogue fits the routes in the database. */
export interface Fit {
  /** Why open routes cannot go on with it, in words for whoever starts us; null where they can. */
  readonly refusal: string | null;
  /** Services that only closed routes name: these stay readable without them. */
  readonly gone: readonly string[];
}

/** Compares every definition that routes were started on with what is loaded: asked once, at start. */
export async function fitOf(
  db: Queries,
  catalogue: Pick<Catalogue, 'lifeEvents' | 'services'>,
): Promise<Fit> {
  const stored = await db
    .select({ hash: definitions.hash, compiled: definitions.compiled })
    .from(definitions);
  const gaps = [];
  for (const { hash, compiled } of stored) {
    const gap = gapBetween(compiled, catalogue);
    if (gap !== undefined) gaps.push({ ...gap, open: await openRoutesOn(db, hash) });
  }
  const open = gaps.filter((gap) => gap.open > 0);
  return {
    refusal: open.length === 0 ? null : gapsInWords(open),
    gone: [...new Set(gaps.flatMap(({ services }) => services))].sort(),
  };
}

async function openRoutesOn(db: Queries, definition: string): Promise<number> {
  const [row] = await db
    .select({ open: count() })
    .from(routes)
    .where(and(eq(routes.definition, definition), eq(routes.state, 'open')));
  return row?.open ?? 0;
}
