import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { surroundings } from '../../chaos/config.ts';
import { root } from '../../scripts/environment/folders.ts';
import { PlainError } from '../../scripts/environment/plain-error.ts';
import { freePort } from '../../scripts/environment/ports.ts';
import { launch } from '../../scripts/environment/processes.ts';
import { startServed } from './served-worker.ts';
import type { Stand, Subject } from './subject.ts';

/**
 * One server with all its roles, by its defaults but for the addresses
 * (https://docs.restate.dev/references/server-config, https://docs.restate.dev/server/networking); a route is a workflow,
 * whose `run` is called and awaited at the ingress (https://docs.restate.dev/services/invocation/http).
 */
export const restate: Subject = {
  id: 'restate',
  title: 'Restate',
  guarantees: 'each step at least once; its server, with a log of its own, calls the worker again',
  shows: 'its own UI and SQL over its journal; no rows in PostgreSQL',
  hasHistories: false,
  open: async (stand) => {
    const endpoint = await freePort();
    const environment = { BENCH_ENDPOINT: String(endpoint) };
    const worker = await startServed(stand, { id: 'restate', entry: 'restate.ts', environment });
    const server = await startServer(stand);
    await register(server.admin, `http://127.0.0.1:${endpoint}`);
    const pool = new Pool(server.ingress, { connections: 128, headersTimeout: 0, bodyTimeout: 0 });
    return {
      get processes() {
        return [
          { kind: 'worker', pid: worker.pid },
          { kind: 'server', pid: server.process.pid },
        ] as const;
      },
      run: async (graph, key) => {
        const answer = await pool.request({
          method: 'POST',
          path: `/route/${encodeURIComponent(key)}/run`,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(graph),
        });
        const said = await answer.body.text();
        if (answer.statusCode >= 300) throw new Error(`Restate answered ${answer.statusCode}: ${said}`);
      },
      killWorker: () => worker.killAnew(),
      close: async () => {
        await Promise.all([pool.destroy(), worker.close()]);
        await server.process.stop();
      },
    };
  },
};

async function startServer({ folder, born }: Stand) {
  const platform = `restate-server-${process.platform}-${process.arch}`;
  const command = join(root, 'bench/node_modules/@restatedev', platform, 'bin/restate-server');
  if (!existsSync(command))
    throw new PlainError(`There is no Restate for this machine (${command}). Leave it out by --subjects.`);
  const [fabric, ingress, admin] = [await freePort(), await freePort(), await freePort()];
  const at = (port: number) => `127.0.0.1:${port}`;
  const server = await launch({
    ...{ name: 'restate-server', command, args: [], log: join(folder, 'restate-server.log'), born },
    environment: {
      ...surroundings(),
      RESTATE_NODE_NAME: 'bench',
      RESTATE_BASE_DIR: join(folder, 'restate'),
      RESTATE_LISTEN_MODE: 'tcp',
      RESTATE_BIND_ADDRESS: at(fabric),
      RESTATE_ADVERTISED_ADDRESS: `http://${at(fabric)}`,
      RESTATE_INGRESS__BIND_ADDRESS: at(ingress),
      RESTATE_ADMIN__BIND_ADDRESS: at(admin),
      RESTATE_DISABLE_TELEMETRY: 'true',
      RESTATE_LOG_FILTER: 'warn',
    },
  });
  return { process: server, ingress: `http://${at(ingress)}`, admin: `http://${at(admin)}` };
}

/** The server asks the worker what it offers; until it is up, it is tried again. */
async function register(admin: string, uri: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ uri, force: true });
  for (const until = Date.now() + 60_000; ;) {
    const answer = await fetch(`${admin}/deployments`, { method: 'POST', headers, body }).catch(
      () => undefined,
    );
    if (answer?.ok === true) return;
    if (Date.now() > until)
      throw new PlainError(
        `Restate does not take the worker in: ${(await answer?.text()) ?? 'it does not answer'}.`,
      );
    await sleep(100);
  }
}
