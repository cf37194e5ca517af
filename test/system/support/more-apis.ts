import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../../../scripts/environment/folders.ts';
import { freePort } from '../../../scripts/environment/ports.ts';
import { lastLines, launch } from '../../../scripts/environment/processes.ts';
import { temporalAddress } from '../../support/temporal.ts';
import type { Hayot } from './hayot.ts';

/** One more API process of an installation that runs. */
export interface MoreApi {
  readonly url: string;
  stop(): Promise<unknown>;
  /** Ends it without warning. */
  kill(): void;
}

/** Starts it over the same database and Temporal; `log` is the file for what it prints. */
export async function anotherApi(
  { databaseUrl, namespace, simulator }: Pick<Hayot, 'databaseUrl' | 'namespace' | 'simulator'>,
  log: string,
): Promise<MoreApi> {
  const port = await freePort();
  const running = await launch({
    name: 'API',
    command: process.execPath,
    args: [join(root, 'api/index.ts')],
    environment: {
      ...process.env,
      NODE_OPTIONS: '',
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: temporalAddress(),
      TEMPORAL_NAMESPACE: namespace,
      PORT: String(port),
      JWT_ISSUER: simulator,
      JWKS_URL: `${simulator}/jwks.json`,
    },
    log,
  });
  const url = `http://127.0.0.1:${port}`;
  const until = Date.now() + 45_000;
  while (running.isAlive() && Date.now() < until) {
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.ok === true)
      return { url, stop: () => running.stop(3_000), kill: () => process.kill(running.pid, 'SIGKILL') };
    await sleep(100);
  }
  await running.stop();
  throw new Error(`Another API did not become ready. Its last words:\n${await lastLines(log, 20)}`);
}
