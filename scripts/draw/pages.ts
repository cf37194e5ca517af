import type { Catalogue } from '../../notation/catalogue.ts';
import { lifeEventPage } from './life-event-page.ts';
import { situationsIn, situationsPage } from './situations-page.ts';

/** Every page that is written of a part of the catalogue, by its path from where such pages stand. */
export function pagesOf(
  catalogue: Catalogue,
  part: Pick<Catalogue, 'lifeEvents' | 'services'>,
): ReadonlyMap<string, string> {
  const own = { ...catalogue, lifeEvents: part.lifeEvents };
  const lifeEvents = Object.keys(part.lifeEvents).sort();
  return new Map([
    ...lifeEvents.map((id) => [`docs/life-events/${id}.md`, lifeEventPage(own, id)] as const),
    ...(situationsIn(part).length === 0 ? [] : [['docs/situations.md', situationsPage(part)] as const]),
  ]);
}
