import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathItemObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { z } from 'zod';
import { tellStrictness } from '../checks/json-schema.ts';
import type { Endpoint, Told } from '../http/endpoint.ts';
import { type ProblemSlug, problemStatus } from '../problems/problem.ts';
import { ProblemBody } from '../schemas/problem.ts';

/** OpenAPI 3.1 of all endpoints, from the same data and schemas that serve them. */
export function openApiDocument(endpoints: readonly Endpoint[]): object {
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Hayot',
        version: '1',
        description:
          'Reports life events and follows their routes through all agencies. Texts follow Accept-Language (uz, uz-Cyrl, ru, en). Ignore properties you do not know: new ones may come without a new version.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      tags: [...new Set(endpoints.map(({ tag }) => tag))].map((name) => ({ name })),
      paths: pathsOf(endpoints),
      webhooks: { routeNews },
      components: {
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: 'Token of a configured issuer.',
          },
          person: {
            type: 'apiKey',
            in: 'header',
            name: 'Hayot-Person-Token',
            description: "A portal's second token: of the person it acts for.",
          },
        },
      },
    },
    {
      override: ({ zodSchema, jsonSchema, io }) => {
        if (io === 'input') tellStrictness({ zodSchema, jsonSchema });
      },
    },
  );
}

/** What we send to portals that asked for it: the one call that goes the other way. */
const routeNews: ZodOpenApiPathItemObject = {
  post: {
    operationId: 'receiveRouteNews',
    tags: ['Webhooks'],
    summary: 'News of a route you started',
    description:
      'Signed as Standard Webhooks say: verify `webhook-id`, `webhook-timestamp` and `webhook-signature` with your secret. May come twice (then with the same `webhook-id`) and out of order (`seq` tells). Answer 2xx first, then work; 410 ends the webhook.',
    requestParams: {
      header: z.object({
        'webhook-id': z.string(),
        'webhook-timestamp': z.string(),
        'webhook-signature': z.string(),
      }),
    },
    requestBody: {
      required: true,
      // As in the log of deliveries, which brings the schema in.
      content: {
        'application/cloudevents+json': { schema: { $ref: '#/components/schemas/WebhookEvent' } },
      },
    },
    responses: {
      '2XX': { description: 'You have it.' },
      '410': { description: 'You want no more.' },
    },
  },
};

function pathsOf(endpoints: readonly Endpoint[]): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method]: operationOf(endpoint) };
  }
  return paths;
}

function operationOf(endpoint: Endpoint): ZodOpenApiOperationObject {
  const body = endpoint.body ?? endpoint.bodyAsTold;
  return {
    operationId: endpoint.id,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    description: [endpoint.description, whoMay(endpoint)].filter((text) => text !== undefined).join(' '),
    security: securityOf(endpoint),
    requestParams: {
      path: pathParams(endpoint.path),
      header: headersOf(endpoint),
      ...(endpoint.query === undefined ? {} : { query: endpoint.query }),
    },
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: { ...answersOf(endpoint), ...problemsOf(endpoint) },
  };
}

function whoMay(endpoint: Endpoint): string {
  return endpoint.for === 'open' ? 'Needs no token.' : `For ${endpoint.for.join(', ')}.`;
}

function securityOf(endpoint: Endpoint): Record<string, string[]>[] {
  if (endpoint.for === 'open') return [];
  return endpoint.for.includes('portal') ? [{ bearer: [] }, { bearer: [], person: [] }] : [{ bearer: [] }];
}

function pathParams(path: string): z.ZodObject {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  return z.object(Object.fromEntries(names.map((name) => [name, z.string()])));
}

function headersOf(endpoint: Endpoint): z.ZodObject {
  const own = Object.entries(endpoint.headers ?? {}).map(([name, description]) => [
    name,
    z.string().optional().meta({ description }),
  ]);
  const key = z
    .string()
    .min(1)
    .max(255)
    .meta({ description: 'Yours to choose; a repeat gets the first answer.' });
  const language = z.string().optional().meta({ description: 'uz, uz-Cyrl, ru or en.' });
  return z.object(
    Object.fromEntries([
      ['Accept-Language', language],
      ...(endpoint.once === undefined ? [] : [['Idempotency-Key', key]]),
      ...own,
    ]) as Record<string, z.ZodType>,
  );
}

function answersOf({ answers }: Endpoint): ZodOpenApiOperationObject['responses'] {
  return Object.fromEntries(Object.entries(answers).map(([status, told]) => [status, answerOf(told)]));
}

function answerOf({ description, schema, contentType = 'application/json', headers = {} }: Told) {
  const told = Object.entries(headers).map(
    ([name, text]) => [name, z.string().meta({ description: text })] as const,
  );
  return {
    description,
    ...(told.length === 0 ? {} : { headers: z.object(Object.fromEntries(told)) }),
    ...(schema === undefined && contentType === 'application/json'
      ? {}
      : { content: { [contentType]: { schema: schema ?? z.string() } } }),
  };
}

/** What may go wrong with every endpoint of a kind, and with this one. */
function problemsOf(endpoint: Endpoint): ZodOpenApiOperationObject['responses'] {
  const slugs = new Set<ProblemSlug>([...shared(endpoint), ...(endpoint.problems ?? [])]);
  const byStatus = Map.groupBy(slugs, (slug) => String(problemStatus[slug]));
  return Object.fromEntries(
    [...byStatus].map(([status, some]) => [
      status,
      {
        description: some.map((slug) => `\`/problems/${slug}\``).join(', '),
        content: { 'application/problem+json': { schema: ProblemBody } },
      },
    ]),
  );
}

function shared({ for: callers, once, body, bodyAsTold, query, signedBytes }: Endpoint): ProblemSlug[] {
  const takesJson = (body ?? bodyAsTold) !== undefined && signedBytes === undefined;
  return [
    'internal',
    'unavailable',
    ...(callers === 'open' ? [] : (['unauthenticated', 'forbidden', 'too-many-requests'] as const)),
    ...(takesJson
      ? (['broken-json', 'too-deep', 'too-large', 'wrong-content-type', 'wrong-fields'] as const)
      : []),
    ...(query === undefined ? [] : (['wrong-fields'] as const)),
    ...(once === undefined ? [] : onceProblems),
  ];
}

const onceProblems = [
  'idempotency-key-missing',
  'idempotency-key-malformed',
  'idempotency-key-reused',
  'request-in-progress',
] as const;
