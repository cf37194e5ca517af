import { json, Router } from 'express';
import type { PlatformTokens } from '../tokens/platform-tokens.ts';
import { arrive } from './arrival.ts';
import type { Desk } from './desk.ts';
import { end } from './reply.ts';
import type { ServiceTable } from './service-table.ts';

/** `POST /gateway/…`: the platform's gateway with every agency behind it. */
export function gatewayEndpoint(tokens: PlatformTokens, services: ServiceTable, desk: Desk): Router {
  return Router()
    .use(json({ limit: '256kb' }))
    .post(/^\/.+$/, async (request, response) => {
      const arrival = arrive(request, tokens, services);
      await end(response, 'refused' in arrival ? arrival.refused : await desk.serve(arrival));
    });
}
