import { relative, resolve } from 'node:path';
import { CatalogueFault } from '../../catalogue/fault.ts';
import { loadCatalogue } from '../../catalogue/load.ts';
import { fitOf } from '../../db/catalogue-gaps.ts';
import { connect } from '../../db/client.ts';
import { root } from './folders.ts';

/** Loads all folders as our processes do, and says what is there. Throws a `CatalogueFault` that lists what is wrong. */
export async function checkCatalogue(folders: readonly string[]): Promise<string> {
  const { lifeEvents, services } = await loadCatalogue(folders);
  const [events, contracts] = [Object.keys(lifeEvents).length, Object.keys(services).length];
  return `${events} life ${events === 1 ? 'event' : 'events'}, ${contracts} services: no faults`;
}

/** Throws a `CatalogueFault` where open routes in the database need what no folder holds. */
export async function checkOpenRoutes(folders: readonly string[], databaseUrl: string): Promise<string> {
  const catalogue = await loadCatalogue(folders);
  const db = connect(databaseUrl, { connections: 1 });
  const { refusal } = await fitOf(db.orm, catalogue).finally(() => db.close());
  if (refusal !== null) throw new CatalogueFault(refusal);
  return 'all can go on';
}

/**
 * Where what we write about a folder of data stands: its lock and its pages. For our own catalogue that is the clone,
 * for any other one the folder itself.
 */
export function homeOf(folder: string): string {
  return relative(root, resolve(folder)) === 'catalogue/uz' ? root : resolve(folder);
}
