import type { Catalogue } from './catalogue.ts';
import type { CompiledRoute } from './compiled-route.ts';

/** A definition that routes were started on, and of which a catalogue lacks something. */
export interface Gap {
  readonly lifeEvent: string;
  readonly version: string;
  readonly isLifeEventMissing: boolean;
  readonly services: readonly string[];
}

/** What a route of this definition needs and the catalogue has not; undefined where it has all. */
export function gapBetween(
  { id, version, steps }: CompiledRoute,
  { lifeEvents, services }: Pick<Catalogue, 'lifeEvents' | 'services'>,
): Gap | undefined {
  const needed = Object.values(steps).flatMap(({ service, undo }) => [
    service,
    ...(undo ? [undo.service] : []),
  ]);
  const missing = [...new Set(needed)].filter((service) => !Object.hasOwn(services, service)).sort();
  const isLifeEventMissing = !Object.hasOwn(lifeEvents, id);
  if (!isLifeEventMissing && missing.length === 0) return undefined;
  return { lifeEvent: id, version, isLifeEventMissing, services: missing };
}

/** Why nothing may start with a catalogue that open routes cannot go on with, and what to do. */
export function gapsInWords(gaps: readonly (Gap & { readonly open: number })[]): string {
  const lines = gaps.map(({ lifeEvent, version, open, isLifeEventMissing, services }) => {
    const missing = [
      ...(isLifeEventMissing ? ['the life event'] : []),
      ...(services.length === 0
        ? []
        : [`${services.length === 1 ? 'service' : 'services'} ${services.join(', ')}`]),
    ];
    const routes = open === 1 ? '1 open route' : `${open.toString()} open routes`;
    return `- ${lifeEvent} ${version}: ${routes}; not loaded: ${missing.join(', and ')}.`;
  });
  return [
    'The catalogue lacks what open routes need to go on:',
    ...lines,
    'Add the folder that holds it to CATALOGUE (folders with ":" between them), and start again.',
  ].join('\n');
}
