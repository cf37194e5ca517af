import { openServed } from './served-worker.ts';
import type { Subject } from './subject.ts';

/**
 * The floor: what is durable and nothing more, by named statements on a pool
 * (https://node-postgres.com/features/queries#prepared-statements, https://node-postgres.com/apis/pool).
 */
export const plainPostgres: Subject = {
  id: 'plain-postgres',
  title: 'plain PostgreSQL (the floor)',
  guarantees: 'each step at least once; the one worker goes on with open routes when it starts',
  shows: 'a row per route and per step',
  hasHistories: false,
  open: (stand) => openServed(stand, { id: 'plain-postgres', entry: 'plain-postgres.ts' }),
};
