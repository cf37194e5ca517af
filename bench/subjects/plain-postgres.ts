import { startServed } from './served-worker.ts';
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
  open: async (stand) => {
    const worker = await startServed(stand, { id: 'plain-postgres', entry: 'plain-postgres.ts' });
    return {
      get processes() {
        return [
          { kind: 'worker', pid: worker.pid },
          { kind: 'database', pid: stand.postgres.pid },
        ] as const;
      },
      run: (graph, key) => worker.carry(graph, key),
      killWorker: () => worker.killAnew(),
      close: () => worker.close(),
    };
  },
};
