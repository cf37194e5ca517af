import { z } from 'zod';
import { endpoint, type Endpoint } from '../http/endpoint.ts';
import { openApiDocument } from '../openapi/document.ts';

/** The documentation of all endpoints, itself included. */
export function openApiEndpoint(others: readonly Endpoint[]): Endpoint {
  const itself: Endpoint = endpoint({
    id: 'readOpenApi',
    tag: 'Operations',
    method: 'get',
    path: '/v1/openapi.json',
    summary: 'This document',
    for: 'open',
    answers: { 200: { description: 'OpenAPI 3.1.', schema: z.record(z.string(), z.unknown()) } },
    handle: async () => Promise.resolve({ status: 200, body: document }),
  });
  const document = openApiDocument([...others, itself]);
  return itself;
}
