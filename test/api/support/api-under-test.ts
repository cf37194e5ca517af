import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import request from 'supertest';
import { createApp } from '../../../api/app.ts';
import { createTokenReader } from '../../../api/callers/token-reader.ts';
import type { ApiDeps } from '../../../api/deps.ts';
import { createMetrics } from '../../../api/http/metrics.ts';
import { createUnderWay } from '../../../api/http/under-way.ts';
import { createRouteChanges } from '../../../api/long-poll/route-changes.ts';
import { createApiServer, listen } from '../../../api/server.ts';
import { createErrands } from '../../../api/steering/errands.ts';
import { connect, type Database } from '../../../db/client.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { fakeDoor, type FakeDoor } from './fake-door.ts';
import { fixtureCatalogue } from './fixture-catalogue.ts';
import { audience, issuer, testIssuer, type TestIssuer } from './tokens.ts';

export const callbackSecret = 'whsec_dGVzdCB0ZXN0IHRlc3QgdGVzdCB0ZXN0IHRlc3Q=';

/** The whole API on a real server and database, with routes that a fake stands in for. */
export interface ApiUnderTest {
  readonly db: Database;
  readonly door: FakeDoor;
  readonly deps: ApiDeps;
  readonly issuer: TestIssuer;
  /** Everything it logged. */
  readonly logged: string[];
  readonly agent: ReturnType<typeof request>;
  readonly base: string;
  close(): Promise<void>;
}

export async function apiUnderTest(
  databaseUrl: string,
  changed: Partial<ApiDeps> = {},
): Promise<ApiUnderTest> {
  const db = connect(databaseUrl);
  const door = fakeDoor();
  const tokens = await testIssuer();
  const logged: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => logged.push(line) });
  const deps: ApiDeps = {
    db,
    catalogue: fixtureCatalogue,
    readToken: createTokenReader({ issuer, audience, keys: tokens.keys }),
    door,
    changes: createRouteChanges(db),
    errands: createErrands(log),
    underWay: createUnderWay(),
    metrics: createMetrics(),
    log,
    settings: {
      testData: true,
      timeScale: 1,
      callbackSecret: () => callbackSecret,
      unknownCallbacks: 1_000,
      rate: { perSecond: 10_000, burst: 10_000 },
      webhooks: {
        key: Buffer.alloc(32, 7),
        target: { loopback: true, ports: [443] },
        overlapHours: 24,
      },
    },
    isOpen: () => true,
    canMoveRoutes: async () => Promise.resolve(true),
    ...changed,
  };
  const server = createApiServer(createApp(deps));
  await listen(server, 0, '127.0.0.1');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    db,
    door,
    deps,
    issuer: tokens,
    logged,
    agent: request(base),
    base,
    close: async () => end(deps, server),
  };
}

/** The same on a database of its own, which goes with it. */
export async function apiOfItsOwn(changed: Partial<ApiDeps> = {}): Promise<ApiUnderTest> {
  const database = await freshDatabase();
  const api = await apiUnderTest(database.url, changed);
  const close = async () => {
    await api.close();
    await database.drop();
  };
  return { ...api, close };
}

async function end({ changes, errands, underWay, db }: ApiDeps, server: Server): Promise<void> {
  changes.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await underWay.settled();
  await errands.settled();
  await db.close();
}
