import express, { type Express } from 'express';
import helmet from 'helmet';
import { say } from '../catalogue/texts.ts';
import type { ApiDeps } from './deps.ts';
import { answerTaskEndpoint } from './endpoints/answer-task.ts';
import { agencyEndpoints } from './endpoints/agencies.ts';
import { applyCalendarEndpoint } from './endpoints/apply-calendar.ts';
import { callbackEndpoint } from './endpoints/callbacks.ts';
import { lifeEventEndpoints } from './endpoints/life-events.ts';
import { listRouteEndpoints } from './endpoints/list-routes.ts';
import { listTaskEndpoints } from './endpoints/list-tasks.ts';
import { clockEndpoints } from './endpoints/clock-actions.ts';
import { officerEndpoints } from './endpoints/officer-actions.ts';
import { openApiEndpoint } from './endpoints/openapi.ts';
import { operationEndpoints } from './endpoints/operations.ts';
import { orderOperationEndpoint } from './endpoints/order-operation.ts';
import { problemPageEndpoints } from './endpoints/problem-pages.ts';
import { readOperationEndpoints } from './endpoints/read-operation.ts';
import { readRouteEndpoint } from './endpoints/read-route.ts';
import { startRouteEndpoint } from './endpoints/start-route.ts';
import { webhookDeliveryEndpoints } from './endpoints/webhook-deliveries.ts';
import { webhookEndpoints } from './endpoints/webhooks.ts';
import { withdrawRouteEndpoint } from './endpoints/withdraw-route.ts';
import type { Endpoint } from './http/endpoint.ts';
import { createRateLimit } from './http/rate-limit.ts';
import { recordRequests } from './http/request-record.ts';
import { serve } from './http/serve.ts';
import { closeWhenEnding } from './http/under-way.ts';
import { answerProblem } from './problems/answer-problem.ts';
import { Problem } from './problems/problem.ts';

/** The API as an express application; listens to nothing by itself. */
export function createApp(deps: ApiDeps): Express {
  const { db, catalogue, readToken, log, metrics, settings, underWay } = deps;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(recordRequests(log, metrics.observe));
  app.use(closeWhenEnding(deps.isOpen));
  app.use(helmet());
  app.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  const limit = createRateLimit(settings.rate);
  app.use(serve({ db, readToken, limit, underWay }, createEndpoints(deps)));
  app.use(() => {
    throw new Problem('not-found');
  });
  app.use(
    answerProblem({
      say: (language, key, params) => say(catalogue, language, key, params),
      knows: (key) => Object.hasOwn(catalogue.texts.en, key),
      log,
    }),
  );
  return app;
}

/** Every endpoint, in the order in which the documentation tells them. */
export function createEndpoints(deps: ApiDeps): Endpoint[] {
  const endpoints = [
    ...lifeEventEndpoints(deps),
    startRouteEndpoint(deps),
    readRouteEndpoint(deps),
    ...listRouteEndpoints(deps),
    withdrawRouteEndpoint(deps),
    ...listTaskEndpoints(deps),
    answerTaskEndpoint(deps),
    ...officerEndpoints(deps),
    orderOperationEndpoint(deps),
    ...readOperationEndpoints(deps),
    applyCalendarEndpoint(deps),
    ...webhookEndpoints(deps),
    ...webhookDeliveryEndpoints(deps),
    ...clockEndpoints(deps),
    ...agencyEndpoints(deps),
    callbackEndpoint(deps),
    ...problemPageEndpoints(deps),
    ...operationEndpoints(deps),
  ];
  return [...endpoints, openApiEndpoint(endpoints)];
}
