import { Ajv2020 } from 'ajv/dist/2020.js';
import { createEndpoints } from '../../api/app.ts';
import type { ApiDeps } from '../../api/deps.ts';
import { createMetrics } from '../../api/http/metrics.ts';
import type { Endpoint } from '../../api/http/endpoint.ts';
import { problemStatus } from '../../api/problems/problem.ts';
import { fixtureCatalogue } from './support/fixture-catalogue.ts';

interface Operation {
  readonly operationId: string;
  readonly security: readonly Record<string, unknown>[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
  }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> };
  readonly responses: Record<
    string,
    { readonly description: string; readonly content?: Record<string, { readonly schema?: object }> }
  >;
}
interface Document {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Record<string, Record<string, Operation>>;
  readonly webhooks: Record<string, Record<string, Operation>>;
  readonly components: {
    readonly schemas: Record<string, object>;
    readonly securitySchemes: Record<string, object>;
  };
}

let endpoints: readonly Endpoint[];
let document: Document;

beforeAll(async () => {
  // Endpoints are only described here: nothing is called that would need the rest.
  endpoints = createEndpoints({
    catalogue: fixtureCatalogue,
    metrics: createMetrics(),
  } as unknown as ApiDeps);
  const last = endpoints.at(-1);
  const answer = await last?.run({} as Parameters<Endpoint['run']>[0]);
  document = JSON.parse(JSON.stringify(answer?.body)) as Document;
});

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

describe('the documentation of the API', () => {
  it('tells every endpoint and no other', () => {
    const told = operations().map(({ path, method }) => `${method} ${path}`);

    expect(told.toSorted()).toEqual(endpoints.map(({ method, path }) => `${method} ${path}`).toSorted());
    expect(told.length).toBeGreaterThan(20);
  });

  it('is OpenAPI 3.1: versions, unique operation ids, and an answer for every call', () => {
    const ids = operations().map(({ operation }) => operation.operationId);

    expect(document.openapi).toMatch(/^3\.1\.\d$/);
    expect(document.info).toMatchObject({ title: 'Hayot', version: '1' });
    expect(new Set(ids).size).toBe(ids.length);
    expect(
      operations().filter(
        ({ operation }) => !Object.keys(operation.responses).some((status) => /^[23]/.test(status)),
      ),
    ).toEqual([]);
    expect(
      operations()
        .flatMap(({ operation }) => Object.values(operation.responses))
        .filter(({ description }) => description === ''),
    ).toEqual([]);
  });

  it('names every part of a path as a parameter', () => {
    const named = ({ parameters = [] }: Operation) =>
      parameters.filter((one) => one.in === 'path').map((one) => one.name);

    expect(
      operations().filter(
        ({ path, operation }) =>
          [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).join() !== named(operation).join(),
      ),
    ).toEqual([]);
  });

  it('refers only to what it holds', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name ?? '',
    );

    expect(references.length).toBeGreaterThan(10);
    expect(references.filter((name) => !Object.hasOwn(document.components.schemas, name))).toEqual([]);
  });

  it('holds schemas that are JSON Schema', () => {
    const ajv = new Ajv2020({ strict: false });
    ajv.addFormat('date', true).addFormat('date-time', true);
    ajv.addSchema({ $id: 'api', components: document.components });

    expect(() =>
      Object.keys(document.components.schemas).map((name) =>
        ajv.compile({ $ref: `api#/components/schemas/${name}` }),
      ),
    ).not.toThrow();
  });

  it('tells security: a token for all but what is open, and an Idempotency-Key where one is taken', () => {
    const open = operations()
      .filter(({ operation }) => operation.security.length === 0)
      .map(({ path }) => path);
    const keyed = operations()
      .filter(({ operation }) =>
        operation.parameters?.some(({ name, required }) => name === 'Idempotency-Key' && required === true),
      )
      .map(({ path }) => path);

    expect(open.toSorted()).toEqual([
      '/health/live',
      '/health/ready',
      '/metrics',
      '/problems',
      '/problems/{slug}',
      '/v1/callbacks/{agency}',
      '/v1/openapi.json',
    ]);
    expect(keyed.toSorted()).toEqual(
      endpoints
        .filter(({ method, path }) => method === 'post' && !/search|callbacks/.test(path))
        .map(({ path }) => path)
        .toSorted(),
    );
    expect(Object.keys(document.components.securitySchemes)).toEqual(['bearer', 'person']);
  });

  it('tells every problem by its status, all of one form', () => {
    const problems = operations()
      .flatMap(({ operation }) => Object.entries(operation.responses))
      .filter(([, response]) => response.content?.['application/problem+json'] !== undefined);
    const told = new Set(
      problems.flatMap(([, { description }]) =>
        [...description.matchAll(/\/problems\/([\w-]+)/g)].map(([, slug]) => slug),
      ),
    );
    const unsaid = ['wrong-method', 'request-too-slow', 'broken-request'];

    expect(
      problems.every(([, { content }]) => JSON.stringify(content).includes('#/components/schemas/Problem')),
    ).toBe(true);
    expect(Object.keys(problemStatus).filter((slug) => !told.has(slug) && !unsaid.includes(slug))).toEqual(
      [],
    );
  });

  it('tells what is sent to webhooks, with the headers that are signed', () => {
    const { parameters = [], requestBody } = document.webhooks['routeNews']?.['post'] ?? {};

    expect(parameters.map(({ name }) => name)).toEqual([
      'webhook-id',
      'webhook-timestamp',
      'webhook-signature',
    ]);
    expect(JSON.stringify(requestBody)).toContain('#/components/schemas/WebhookEvent');
  });

  it('lets through a right request and no wrong one', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    ajv.addFormat('date', true).addFormat('date-time', true);
    ajv.addSchema({ $id: 'api', components: document.components });
    const isStart = ajv.compile({ $ref: 'api#/components/schemas/StartRequest' });

    expect(
      isStart({ lifeEvent: 'found-choir', person: { tin: '123456789' }, event: {}, channel: 'app' }),
    ).toBe(true);
    expect(isStart({ lifeEvent: 'found-choir', person: {}, event: {}, channel: 'app', colour: 1 })).toBe(
      false,
    );
  });
});
