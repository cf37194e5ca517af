import type { Catalogue } from '../notation/catalogue.ts';
import { readFolder } from './read-folder.ts';

/** What one of the loaded folders brings itself: its versions of life events, and its services. */
export async function ownPart(
  catalogue: Catalogue,
  folder: string,
): Promise<Pick<Catalogue, 'lifeEvents' | 'services'>> {
  const { routes, services } = await readFolder(folder);
  const versions = new Set(routes.map(({ route }) => `${route.id} ${route.inForce.from}`));
  const lifeEvents = Object.entries(catalogue.lifeEvents).map(
    ([id, all]) => [id, all.filter(({ compiled }) => versions.has(`${id} ${compiled.version}`))] as const,
  );
  return {
    lifeEvents: Object.fromEntries(lifeEvents.filter(([, own]) => own.length > 0)),
    services: Object.fromEntries(services.map(({ service }) => [service.id, service])),
  };
}
