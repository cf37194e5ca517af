import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import { Pool } from 'undici';
import type { Graph } from '../graphs.ts';
import { startBody } from './hayot/start-body.ts';
import { startHayot } from './hayot/start-hayot.ts';
import type { Subject } from './subject.ts';

/**
 * Ours, by its own defaults (docs/operations.md, .env.example): a portal starts the route at the API, and waits for its end
 * as the other subjects of Temporal are waited for. Door to personal data, keys and read model are on.
 */
export const hayot: Subject = {
  id: 'hayot',
  title: 'Hayot',
  guarantees: 'each effect once where the agency honours its key; personal data behind one door; undo, terms, tasks',
  shows: 'Temporal UI: a titled entry for each step; status by the API, read from PostgreSQL; histories kept',
  hasHistories: true,
  open: async (stand) => {
    const { api, worker, apiUrl, issuer } = await startHayot(stand);
    const connection = await Connection.connect({ address: stand.temporal.address });
    const client = new Client({ connection });
    const pool = new Pool(apiUrl, { connections: 128 });
    const headers = { authorization: `Bearer ${issuer.token}`, 'content-type': 'application/json' };
    const routes = new Map<string, string>();
    let number = Date.now() % 1_000_000;
    const start = async (graph: Graph, key: string) => {
      number += 1;
      const answer = await pool.request({
        method: 'POST',
        path: '/v1/routes',
        headers: { ...headers, 'idempotency-key': key },
        body: JSON.stringify(startBody(graph, number)),
      });
      const said = (await answer.body.json()) as { readonly id: string };
      if (answer.statusCode === 202) return said.id;
      throw new Error(`The API answered ${answer.statusCode}: ${JSON.stringify(said)}`);
    };
    return {
      get processes() {
        return [
          { kind: 'worker', pid: worker.pid },
          { kind: 'api', pid: api.pid },
          { kind: 'server', pid: stand.temporal.pid },
          { kind: 'database', pid: stand.postgres.pid },
        ] as const;
      },
      run: async (graph, key) => {
        const id = await start(graph, key);
        routes.set(key, id);
        await ended(client, id);
      },
      killWorker: () => worker.killAnew(),
      workflowId: (key) => routes.get(key) ?? key,
      close: async () => {
        issuer.close();
        await Promise.all([pool.destroy(), connection.close(), api.close(), worker.close()]);
      },
    };
  },
};

/** The API answers when the route is written down; its workflow begins a moment later. */
const beginsWithinMs = 10_000;

async function ended(client: Client, id: string): Promise<void> {
  for (const until = Date.now() + beginsWithinMs; ;) {
    try {
      await client.workflow.getHandle(id).result();
      return;
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError) || Date.now() > until) throw error;
      await sleep(3);
    }
  }
}
