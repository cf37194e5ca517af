import { eq } from './drizzle.cjs';
import type { CompiledRoute } from '../notation/compiled-route.ts';
import { shapeOf } from '../notation/shape.ts';
import type { Queries } from './client.ts';
import { definitions } from './schema.ts';

const hashes = new WeakMap<CompiledRoute, string>();

/** The hash a definition is stored under. Reckoned once: that takes longer than to enter a route. */
export function hashOf(compiled: CompiledRoute): string {
  const hash = hashes.get(compiled) ?? shapeOf(compiled);
  hashes.set(compiled, hash);
  return hash;
}

/** Stores a definition, so that a route may name it. Returns its hash: what stands under one never changes. */
export async function storeDefinition(db: Queries, compiled: CompiledRoute): Promise<string> {
  const hash = hashOf(compiled);
  await db
    .insert(definitions)
    .values({ hash, lifeEvent: compiled.id, version: compiled.version, compiled })
    .onConflictDoNothing();
  return hash;
}

/** The compiled route with this hash. Throws where there is none: routes name only definitions that are stored. */
export async function findDefinition(db: Queries, hash: string): Promise<CompiledRoute> {
  const [row] = await db
    .select({ compiled: definitions.compiled })
    .from(definitions)
    .where(eq(definitions.hash, hash));
  if (!row)
    throw new Error(`The definition ${hash} is not stored. Restore the table "definitions" from the backup.`);
  return row.compiled;
}

/** The compiled route under a hash. */
export type DefinitionOf = (hash: string) => Promise<CompiledRoute>;

/** Reads definitions by hash and keeps them: what stands under a hash never changes. A failed read is not kept. */
export function keepDefinitions(db: Queries): DefinitionOf {
  const kept = new Map<string, CompiledRoute>();
  return async (hash) => {
    const definition = kept.get(hash) ?? (await findDefinition(db, hash));
    kept.set(hash, definition);
    return definition;
  };
}
