import type { Queries } from '../db/client.ts';
import { findDefinition } from '../db/definitions.ts';
import type { CompiledRoute } from '../notation/compiled-route.ts';

/** Reads definitions by hash and keeps them: what stands under a hash never changes. A failed read is not kept. */
export function keepDefinitions(db: Queries): (hash: string) => Promise<CompiledRoute> {
  const kept = new Map<string, CompiledRoute>();
  return async (hash) => {
    const definition = kept.get(hash) ?? (await findDefinition(db, hash));
    kept.set(hash, definition);
    return definition;
  };
}
