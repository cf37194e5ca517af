import { dbos } from './dbos.ts';
import { graphileWorker } from './graphile-worker.ts';
import { hayot } from './hayot.ts';
import { plainPostgres } from './plain-postgres.ts';
import { restate } from './restate.ts';
import type { Subject } from './subject.ts';
import { temporalActivities } from './temporal-activities.ts';
import { temporalEmpty } from './temporal-empty.ts';
import { temporalLocal } from './temporal-local.ts';

/** All that is measured, in the order of the table. */
export const subjects: readonly Subject[] = [
  hayot,
  temporalActivities,
  temporalLocal,
  temporalEmpty,
  plainPostgres,
  dbos,
  restate,
  graphileWorker,
];

/** Subjects whose packages stand in bench/package.json. */
export const ofPeers: readonly string[] = ['dbos', 'restate', 'graphile-worker'];
