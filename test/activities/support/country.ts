import { z } from 'zod';
import { syntheticPinfl } from '../../../catalogue/uz/synthetic.ts';
import type { Catalogue } from '../../../notation/catalogue.ts';
import { compile } from '../../../notation/compile.ts';
import type { CompiledRoute } from '../../../notation/compiled-route.ts';
import type { StepDefinition } from '../../../notation/route-definition.ts';
import { personal } from '../../../notation/schema.ts';
import type { Service } from '../../../notation/service.ts';

/** People of nobody. */
export const people = {
  mother: syntheticPinfl({ bornOn: '1994-02-03', sex: 'female', serial: 101 }),
  child: syntheticPinfl({ bornOn: '2026-10-01', sex: 'male', serial: 102 }),
  founder: syntheticPinfl({ bornOn: '1980-05-06', sex: 'male', serial: 103 }),
  stranger: syntheticPinfl({ bornOn: '1971-01-09', sex: 'female', serial: 104 }),
} as const;

export const agencies = {
  registry: { id: 'registry', name: 'Registry', week: 5, perSecond: 1_000 },
  bank: { id: 'bank', name: 'Bank', week: 5, perSecond: 1_000 },
} as const;

const person = () => personal(z.string());

const lifeStatus: Service = {
  id: 'registry.life-status',
  agency: 'registry',
  kind: 'call',
  title: 'Whether a person lives',
  input: z.object({ pinfl: person() }),
  answer: z.object({ alive: z.boolean() }),
  path: '/life-status',
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  purpose: 'life-status',
  refusals: {},
  timeoutMs: 1_000,
  sample: { alive: true },
  source: 'made up for tests',
};

/** A contract with a registry that answers at once and honours our key, but for what is given. */
export function serviceOf(id: string, differs: Partial<Service> = {}): Service {
  return {
    ...lifeStatus,
    id,
    title: id,
    input: z.object({ person: person() }),
    answer: z.object({ number: person(), married: z.boolean() }),
    path: `/${id}`,
    purpose: 'registration',
    subject: 'person',
    refusals: { 'wrong-clinic': { article: 'article 1', remedy: { field: 'clinic', within: '10 days' } } },
    ...differs,
  };
}

/** A catalogue with these services, and the one that tells whether a person lives. */
export function catalogueOf(...services: readonly Service[]): Catalogue {
  return {
    agencies,
    services: Object.fromEntries([lifeStatus, ...services].map((service) => [service.id, service])),
    lifeEvents: {},
    texts: { uz: {}, ru: {}, en: {} },
    rates: {
      wage: [
        { from: '2024-01-01', amount: 1_050_000, source: 'made up', checkedOn: '2026-01-01' },
        { from: '2026-01-01', amount: 1_271_000, source: 'made up', checkedOn: '2026-01-01' },
      ],
    },
    calendar: { years: { '2026': { source: 'made up', days: {} }, '2027': { source: 'made up', days: {} } } },
    country: { id: 'test', timeZone: 'Asia/Tashkent', lifeStatusService: lifeStatus.id },
  };
}

/** A compiled route over these steps; the event's schema does not matter to activities. */
export function routeOf(
  catalogue: Catalogue,
  steps: Readonly<Record<string, Omit<StepDefinition, 'title'>>>,
): CompiledRoute {
  const titled = Object.entries(steps).map(([id, step]) => [id, { title: `Step ${id}`, ...step }] as const);
  const definition = {
    id: 'test-event',
    title: 'A test',
    inForce: { from: '2026-01-01' },
    law: [],
    event: z.object({}),
    steps: Object.fromEntries(titled),
  };
  return compile(definition, catalogue);
}
