import type { RequestListener } from 'node:http';
import express from 'express';
import type { Logger } from 'pino';
import type { Catalogue } from '../notation/catalogue.ts';
import { Callbacks } from './callbacks/callbacks.ts';
import type { SimulatorConfig } from './config.ts';
import { controlEndpoints } from './control/endpoint.ts';
import { Modes } from './control/modes.ts';
import { Desk } from './gateway/desk.ts';
import { gatewayEndpoint } from './gateway/endpoint.ts';
import { serviceTable } from './gateway/service-table.ts';
import { seededTiming, type Timing } from './gateway/timing.ts';
import { wiredServices } from './gateway/wired-service.ts';
import { ledgerEndpoints } from './ledger/endpoint.ts';
import { openLedger } from './ledger/ledger.ts';
import { endUnanswered } from './problem.ts';
import { startPage } from './start-page.ts';
import { eskiz } from './stand-ins/eskiz.ts';
import { oneId } from './stand-ins/oneid.ts';
import { playmobile } from './stand-ins/playmobile.ts';
import { openSent } from './stand-ins/sent.ts';
import { telegram } from './stand-ins/telegram.ts';
import { developmentTokens } from './tokens/development-tokens.ts';
import { PlatformTokens } from './tokens/platform-tokens.ts';
import { signingKey } from './tokens/signing-key.ts';

export interface SimulatorParts {
  readonly config: Pick<SimulatorConfig, 'data' | 'seed' | 'callbacks' | 'tokens' | 'platform'>;
  readonly catalogue: Pick<Catalogue, 'services' | 'agencies'>;
  readonly log: Logger;
  readonly timing?: Timing;
}

export interface Simulator {
  readonly listener: RequestListener;
  /** Ends what is under way; the files are closed. */
  close(): Promise<void>;
}

/** Puts the simulator together and takes up the callbacks that are still owed. */
export async function createSimulator(parts: SimulatorParts): Promise<Simulator> {
  const { config, catalogue, log, timing = seededTiming(parts.config.seed) } = parts;
  const wired = wiredServices(catalogue.services);
  const services = serviceTable(wired, catalogue.agencies);
  const ledger = await openLedger(config.data);
  const sent = await openSent(config.data);
  const modes = new Modes();
  const tokens = new PlatformTokens(config.platform);
  const callbacks = new Callbacks({ config: config.callbacks, ledger, services, log });
  const desk = new Desk({ ledger, modes, callbacks, services, timing, seed: config.seed });
  const app = express()
    .disable('x-powered-by')
    .use(startPage(wired, catalogue.agencies))
    .use(tokens.endpoint())
    .use('/gateway', gatewayEndpoint(tokens, services, desk))
    .use(ledgerEndpoints(ledger))
    .get('/callbacks', (_request, response) => {
      response.json({ callbacks: ledger.callbacks(), forged: callbacks.forged });
    })
    .use(controlEndpoints(modes, wired, catalogue.agencies))
    .use(developmentTokens(await signingKey(config.data), config.tokens, catalogue.agencies))
    .use(oneId(config.seed))
    .use('/eskiz/api', eskiz(sent))
    .use('/playmobile', playmobile(sent))
    .use('/telegram', telegram(sent))
    .use(sent.endpoint());
  callbacks.start();
  return {
    listener: (request, response) => {
      app(request as express.Request, response as express.Response, endUnanswered(response, log));
    },
    close: async () => {
      callbacks.stop();
      await Promise.all([ledger.close(), sent.close()]);
    },
  };
}
