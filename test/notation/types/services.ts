import { z } from 'zod';
import type { Agency } from '../../../notation/agency.ts';
import { routesOver } from '../../../notation/define-route.ts';
import { isoDate, personal } from '../../../notation/schema.ts';
import { defineService } from '../../../notation/service.ts';

/** Small services for tests of the notation; what they share is said once. */
const common = {
  kind: 'call',
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  purpose: 'registration',
  timeoutMs: 2000,
  norm: '30 minutes',
  path: '/registry',
  refusals: {},
  sample: {},
  source: 'made up for tests',
} as const;

const Person = z.object({ pinfl: personal(z.string()) });

const list = {
  'registry.birth': defineService({
    ...common,
    id: 'registry.birth',
    agency: 'registry',
    title: 'Register the birth',
    input: z.object({ record: z.string(), bornOn: isoDate(), note: z.string().optional() }),
    answer: z.object({
      actNumber: personal(z.string()),
      actDate: isoDate(),
      place: z.enum(['town', 'village']),
    }),
    refusals: { unreadable: { article: 'Article 12', remedy: { field: 'record', within: '10 days' } } },
  }),
  'registry.annul': defineService({
    ...common,
    id: 'registry.annul',
    agency: 'registry',
    title: 'Annul the record',
    input: z.object({ record: z.string() }),
    answer: z.object({}),
  }),
  'registry.visit': defineService({
    ...common,
    id: 'registry.visit',
    agency: 'registry',
    kind: 'task',
    title: 'Come in person',
    input: z.object({}),
    answer: z.object({ record: z.string(), came: z.boolean() }),
  }),
  'numbers.issue': defineService({
    ...common,
    id: 'numbers.issue',
    agency: 'numbers',
    title: 'Issue a number',
    input: z.object({ actNumber: z.string() }),
    answer: z.object({
      pinfl: personal(z.string()),
      at: z.object({ office: z.string().nullable() }),
      tags: z.array(z.string()),
      count: z.number(),
    }),
  }),
  'homes.register': defineService({
    ...common,
    id: 'homes.register',
    agency: 'homes',
    title: 'Register the home',
    input: z.object({
      pinfl: personal(z.string()),
      office: z.string(),
      move: z.object({ on: isoDate(), kind: z.enum(['first', 'next']) }).nullable(),
      rooms: z.number().default(1),
    }),
    answer: z.object({ ok: z.boolean() }),
  }),
  'company.confirm': defineService({
    ...common,
    id: 'company.confirm',
    agency: 'company',
    kind: 'task',
    title: 'Confirm',
    input: z.object({ share: z.number() }),
    answer: z.object({ signedAt: z.string(), weight: z.number() }),
  }),
  'company.sign': defineService({
    ...common,
    id: 'company.sign',
    agency: 'company',
    title: 'Keep the signature',
    input: z.object({ signedAt: z.string() }),
    answer: z.object({}),
  }),
  'company.register': defineService({
    ...common,
    id: 'company.register',
    agency: 'company',
    title: 'Register the company',
    input: z.object({ confirmations: z.array(z.object({ signedAt: z.string() })) }),
    answer: z.object({ tin: z.string() }),
  }),
  'company.look': defineService({
    ...common,
    id: 'company.look',
    agency: 'company',
    title: 'Look at a founder',
    input: z.object({
      founder: z.union([
        z.object({ pinfl: z.string(), share: z.number() }),
        z.object({ tin: z.string(), share: z.number() }),
      ]),
    }),
    answer: z.object({ kind: z.string().nullable() }),
  }),
};

export const services = list;

export const agencies: Readonly<Record<string, Agency>> = {
  registry: { id: 'registry', name: 'Registry', week: 6, perSecond: 10 },
  numbers: { id: 'numbers', name: 'Numbers', week: 5, perSecond: 10 },
  homes: { id: 'homes', name: 'Homes', week: 5, perSecond: 10 },
  company: { id: 'company', name: 'Companies', week: 5, perSecond: 10 },
};

/** Stands for any event: plain, personal, nullable, nested, dated, listed and of several forms. */
export const event = z.object({
  record: personal(z.string()),
  bornOn: isoDate(),
  movedOn: isoDate().nullable(),
  name: z.string(),
  weight: z.number(),
  married: z.boolean(),
  place: z.enum(['home', 'hospital']),
  wishes: z.array(z.enum(['home', 'clinic'])),
  mother: Person,
  father: Person.nullable(),
  child: z.object({ seenOn: isoDate(), office: z.string().nullish() }),
  founders: z.array(
    z.union([
      z.object({ pinfl: personal(z.string()), share: z.number() }),
      z.object({ tin: z.string(), share: z.number() }),
    ]),
  ),
});

export const defineRoute = routesOver<typeof services>();

export const head = {
  id: 'example',
  title: 'Example',
  inForce: { from: '2024-01-01' },
  law: ['Law 1'],
  event,
} as const;
