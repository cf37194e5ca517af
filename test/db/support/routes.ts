import type { Database } from '../../../db/client.ts';
import { definitions, routes } from '../../../db/schema.ts';

/** Open routes of one life event without steps. */
export async function enterRoutes({ orm }: Database, ids: readonly string[]): Promise<void> {
  const [id, version] = ['e', '2026-01-01'];
  const compiled = { id, version, title: '', reads: { values: [], present: [] }, steps: {} };
  await orm.insert(definitions).values({ hash: 'h', lifeEvent: id, version, compiled });
  await orm.insert(routes).values(
    ids.map((route) => ({
      ...{ id: route, lifeEvent: id, version, definition: 'h', personKey: 'k', client: 'p' },
      ...{ channel: 'c', testData: true, start: { facts: {}, items: {} } },
    })),
  );
}
