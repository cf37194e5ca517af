import type { Catalogue } from '../../notation/catalogue.ts';
import { lifeEventPage } from './life-event-page.ts';
import { situationsPage } from './situations-page.ts';

/** Every page that is written from the catalogue, by its path in the repository. */
export function pagesOf(catalogue: Catalogue): ReadonlyMap<string, string> {
  const lifeEvents = Object.keys(catalogue.lifeEvents).sort();
  return new Map([
    ...lifeEvents.map((id) => [`docs/life-events/${id}.md`, lifeEventPage(catalogue, id)] as const),
    ['docs/situations.md', situationsPage(catalogue)],
  ]);
}
