import type { CompiledRoute } from '../../notation/compiled-route.ts';
import type { Deed } from './deed.ts';

/** The definition of that version, as the message brought it by which the route goes on; undefined where none did. */
export function lawBrought(deeds: readonly Deed[], version: string): CompiledRoute | undefined {
  const brought = deeds.flatMap((deed) => (deed.is === 'message' ? (deed.argument?.route ?? []) : []));
  return brought.find((route) => route.version === version);
}
