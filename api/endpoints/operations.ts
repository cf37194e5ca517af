import { z } from 'zod';
import { isDatabaseUp } from '../../db/is-up.ts';
import type { ApiDeps } from '../deps.ts';
import { endpoint, type Endpoint } from '../http/endpoint.ts';

type Deps = Pick<ApiDeps, 'db' | 'metrics' | 'isOpen' | 'canMoveRoutes'>;

const Live = z.object({ status: z.literal('ok') }).meta({ id: 'Live' });
const Ready = z
  .object({
    status: z.enum(['ok', 'unavailable']),
    database: z.enum(['ok', 'unreachable']),
    routes: z.enum(['ok', 'unreachable']).meta({
      description: 'While unreachable, starts are taken and run later; answers and decisions get 503.',
    }),
  })
  .meta({ id: 'Ready' });

/** For whoever runs this process: no token, no ids, no personal data. */
export function operationEndpoints(deps: Deps): Endpoint[] {
  return [live, ready(deps), metrics(deps)];
}

const live = endpoint({
  id: 'isLive',
  tag: 'Operations',
  method: 'get',
  path: '/health/live',
  summary: 'The process answers',
  for: 'open',
  answers: { 200: { description: 'It does.', schema: Live } },
  handle: async () => Promise.resolve({ status: 200, body: { status: 'ok' } }),
});

function ready({ db, isOpen, canMoveRoutes }: Deps): Endpoint {
  return endpoint({
    id: 'isReady',
    tag: 'Operations',
    method: 'get',
    path: '/health/ready',
    summary: 'The process can take work',
    description: 'Needs PostgreSQL only: starts are durable without anything else.',
    for: 'open',
    answers: {
      200: { description: 'It can.', schema: Ready },
      503: { description: 'Not now.', schema: Ready },
    },
    handle: async () => {
      const [hasDatabase, canMove] = await Promise.all([isDatabaseUp(db), canMoveRoutes()]);
      const isReady = hasDatabase && isOpen();
      const word = (is: boolean) => (is ? 'ok' : 'unreachable');
      const body = {
        status: isReady ? 'ok' : 'unavailable',
        database: word(hasDatabase),
        routes: word(canMove),
      };
      return { status: isReady ? 200 : 503, body };
    },
  });
}

function metrics({ metrics: { registry } }: Deps): Endpoint {
  return endpoint({
    id: 'readMetrics',
    tag: 'Operations',
    method: 'get',
    path: '/metrics',
    summary: 'Numbers for Prometheus',
    for: 'open',
    answers: { 200: { description: 'Text exposition format.', contentType: 'text/plain' } },
    handle: async () => ({ status: 200, body: await registry.metrics(), contentType: registry.contentType }),
  });
}
