import { Client, Connection } from '@temporalio/client';
import { openPortal } from './hayot/api-calls.ts';
import { startHayot } from './hayot/start-hayot.ts';
import type { Subject } from './subject.ts';

/**
 * Ours, by its own defaults (docs/operations.md, .env.example): a portal starts the route at the API, and waits for its end
 * as the other subjects of Temporal are waited for. Door to personal data, keys and read model are on.
 */
export const hayot: Subject = {
  id: 'hayot',
  title: 'Hayot',
  guarantees:
    'each effect once where the agency honours its key; personal data behind one door; undo, terms, tasks',
  shows: 'Temporal UI: a titled entry for each step; status by the API, read from PostgreSQL; histories kept',
  hasHistories: true,
  open: async (stand) => {
    const started = await startHayot(stand);
    const { api, worker, issuer } = started;
    // Left open until the bench exits, as that of `openByHand`.
    const connection = await Connection.connect({ address: stand.temporal.address });
    const portal = openPortal(started, new Client({ connection }));
    const routes = new Map<string, string>();
    return {
      calls: portal,
      get processes() {
        return [
          { kind: 'worker', pid: worker.pid },
          { kind: 'api', pid: api.pid },
          { kind: 'server', pid: stand.temporal.pid },
          { kind: 'database', pid: stand.postgres.pid },
        ] as const;
      },
      run: async (graph, key) => {
        const id = await portal.start(graph, key);
        routes.set(key, id);
        await portal.ended(id);
      },
      killWorker: () => worker.killAnew(),
      workflowId: (key) => routes.get(key) ?? key,
      close: async () => {
        issuer.close();
        await Promise.all([portal.close(), api.close(), worker.close()]);
      },
    };
  },
};
