import { createRemoteJWKSet } from 'jose';
import { pino } from 'pino';
import { collectDefaultMetrics } from 'prom-client';
import { CatalogueFault } from '../catalogue/fault.ts';
import { connect } from '../db/client.ts';
import { poolSettings } from '../db/config.ts';
import { personKeySecret } from '../db/personal/config.ts';
import { temporalConfig } from '../temporal/config.ts';
import { createClient, isTemporalUp } from '../temporal/connection.ts';
import { webhookSettings } from '../webhooks/config.ts';
import { createApp } from './app.ts';
import { createTokenReader } from './callers/token-reader.ts';
import { apiConfig } from './config.ts';
import { createMetrics } from './http/metrics.ts';
import { createUnderWay } from './http/under-way.ts';
import { awaitInstallation, checkInstallation } from './installation.ts';
import { createRouteChanges } from './long-poll/route-changes.ts';
import { openCatalogue } from './open-catalogue.ts';
import { close, createApiServer, listen } from './server.ts';
import { createErrands } from './steering/errands.ts';
import { remembered } from './steering/remembered.ts';
import { createRouteDoor } from './steering/route-door.ts';

const config = apiConfig();
// Read now, so that a missing key ends the start and not the first request.
personKeySecret();
const webhooks = webhookSettings();

const log = pino({ name: 'api', level: config.logLevel });
const db = connect(config.databaseUrl, poolSettings('api'));
const catalogue = await openCatalogue(config.catalogue, { db, log }).catch((error: unknown) => {
  if (!(error instanceof CatalogueFault)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
const temporal = createClient(temporalConfig());
const metrics = createMetrics();
metrics.unknownCallbacksKept.set(config.unknownCallbacks);
collectDefaultMetrics({ register: metrics.registry });
const changes = createRouteChanges(db, { onCount: (waiting) => metrics.waiting.set(waiting) });
const errands = createErrands(log, (what) => {
  if (what === 'start') metrics.startsLeft.inc();
});
const underWay = createUnderWay();
const { issuer, audience, jwksUrl } = config.tokens;
const ending = new AbortController();
const canMoveRoutes = remembered(async () => isTemporalUp(temporal, 500), 2_000);

const app = createApp({
  db,
  catalogue,
  readToken: createTokenReader({ issuer, audience, keys: createRemoteJWKSet(jwksUrl) }),
  door: createRouteDoor(temporal),
  changes,
  errands,
  underWay,
  metrics,
  log,
  settings: {
    testData: !config.isProduction,
    timeScale: config.timeScale,
    callbackSecret: config.callbackSecret,
    unknownCallbacks: config.unknownCallbacks,
    rate: { perSecond: 500, burst: 5_000 },
    webhooks,
  },
  isOpen: () => !ending.signal.aborted,
  canMoveRoutes,
});

const standing = await checkInstallation(db, temporal).catch((error: unknown) => {
  log.fatal({ reason: reasonOf(error) }, 'the API does not start');
  process.exit(1);
});

const server = createApiServer(app);
try {
  await listen(server, config.port, config.host);
} catch (error) {
  log.fatal({ reason: reasonOf(error) }, 'the API cannot listen: free its port, or set PORT and HOST');
  process.exit(1);
}
log.info({ address: server.address() }, 'the API listens');
const checked = standing === 'unknown' ? awaitInstallation(db, temporal, ending.signal) : Promise.resolve();
checked.catch((error: unknown) => {
  log.fatal({ reason: reasonOf(error) }, 'the API cannot go on');
  process.exitCode = 1;
  void end();
});

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown';
}

/** Answers what it has begun, hands over what it started, and goes. */
async function end(): Promise<void> {
  if (ending.signal.aborted) return;
  ending.abort();
  log.info('the API ends: it takes no new requests');
  changes.close();
  await close(server);
  await underWay.settled();
  await errands.settled();
  // A question to Temporal that is under way when its connection is closed would end the process with an error.
  await Promise.allSettled([checked, canMoveRoutes()]);
  await temporal.connection.close();
  await db.close();
}
// A second one ends the process at once.
process.once('SIGTERM', () => void end());
process.once('SIGINT', () => void end());
