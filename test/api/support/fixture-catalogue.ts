import { z } from 'zod';
import { Person, pinfl } from '../../../catalogue/uz/identifiers.ts';
import { texts as en } from '../../../catalogue/uz/texts/api.en.ts';
import { texts as ru } from '../../../catalogue/uz/texts/api.ru.ts';
import { texts as uz } from '../../../catalogue/uz/texts/api.uz.ts';
import type { Agency } from '../../../notation/agency.ts';
import type { Catalogue, Version } from '../../../notation/catalogue.ts';
import { compile } from '../../../notation/compile.ts';
import { is } from '../../../notation/conditions.ts';
import { from } from '../../../notation/references.ts';
import type { RouteDefinition } from '../../../notation/route-definition.ts';
import { isoDate, personal } from '../../../notation/schema.ts';
import { defineService, type Service } from '../../../notation/service.ts';
import { shapeOf } from '../../../notation/shape.ts';

/** A country with two agencies and one life event: a choir is founded, its singers agree, its hall is registered. */
const agencies: Readonly<Record<string, Agency>> = {
  registry: { id: 'registry', name: 'Registry of choirs', week: 5, perSecond: 100 },
  halls: { id: 'halls', name: 'Office of halls', week: 5, perSecond: 100 },
};

const common = {
  repeat: 'safe',
  basis: 'law',
  purpose: 'choir',
  timeoutMs: 1_000,
  sample: {},
  source: 'invented',
} as const;

const services: Readonly<Record<string, Service>> = {
  'registry.agree': defineService({
    ...common,
    id: 'registry.agree',
    agency: 'registry',
    kind: 'task',
    title: 'Agree to sing',
    input: z.object({ singer: pinfl() }),
    answer: z.object({ agrees: z.literal(true), voice: z.enum(['high', 'low']).nullable() }),
    answers: 'at-once',
    proof: ['oneid', 'e-imzo'],
    refusals: {},
  }),
  'registry.enter': defineService({
    ...common,
    id: 'registry.enter',
    agency: 'registry',
    kind: 'call',
    title: 'Enter the choir',
    input: z.object({ name: z.string(), leader: pinfl() }),
    answer: z.object({
      number: personal(z.string()),
      grade: z.int(),
      member: z.object({ pinfl: pinfl() }).nullable(),
    }),
    path: '/registry/enter',
    answers: 'at-once',
    subject: 'leader',
    refusals: {
      'name-taken': {
        article: 'Art. 5',
        remedy: { field: 'name', within: '10 days' },
        appeal: { to: 'court', within: '1 month' },
      },
    },
  }),
  'halls.find': defineService({
    ...common,
    id: 'halls.find',
    agency: 'halls',
    kind: 'call',
    title: 'Find a hall',
    input: z.object({ number: personal(z.string()) }),
    answer: z.object({ hall: z.string(), phone: personal(z.string()) }),
    path: '/halls/find',
    answers: 'later',
    onWish: true,
    refusals: {},
  }),
  'halls.check': defineService({
    ...common,
    id: 'halls.check',
    agency: 'halls',
    kind: 'task',
    title: 'Look at the hall',
    input: z.object({}),
    answer: z.object({ safe: z.boolean() }),
    answers: 'at-once',
    refusals: {},
  }),
};

const choir: RouteDefinition = {
  id: 'found-choir',
  title: 'A choir is founded',
  inForce: { from: '2020-01-01', by: 'event.foundedOn' },
  law: ['Law of choirs'],
  event: z.object({
    name: z.string().min(1).max(80),
    foundedOn: isoDate(),
    leader: Person,
    patron: Person.nullable(),
    singers: z
      .array(z.union([Person, z.object({ passport: z.string(), country: z.string() })]))
      .min(1)
      .max(50),
    needsHall: z.boolean(),
    note: personal(z.string().max(200)).nullable(),
  }),
  steps: {
    agree: {
      title: 'Every singer agrees',
      service: 'registry.agree',
      each: from('event.singers'),
      by: 'item',
      input: { singer: from('item.pinfl', null) },
      within: '10 days',
    },
    enter: {
      title: 'Enter the choir',
      service: 'registry.enter',
      needs: ['agree'],
      input: { name: from('event.name'), leader: from('event.leader.pinfl') },
      essential: true,
    },
    hall: {
      title: 'Find a hall',
      service: 'halls.find',
      needs: ['enter'],
      when: is('event.needsHall', true),
      input: { number: from('enter.number') },
    },
    look: { title: 'Look at the hall', service: 'halls.check', needs: ['hall'], by: 'halls' },
  },
};

const younger: RouteDefinition = {
  ...choir,
  inForce: { from: '2024-04-01', by: 'event.foundedOn' },
  law: ['Law of choirs 2'],
};

function versionOf(definition: RouteDefinition): Version {
  const compiled = compile(definition, { services, agencies });
  return { definition, compiled, hash: shapeOf(compiled) };
}

const ownTexts = {
  'found-choir': 'A choir is founded',
  'found-choir.agree': 'Every singer agrees',
  'found-choir.enter': 'Enter the choir',
  'found-choir.hall': 'Find a hall',
  'found-choir.look': 'Look at the hall',
  'agency.registry': 'Registry of choirs',
  'agency.halls': 'Office of halls',
  'task.registry.agree': 'Do you agree to sing?',
  'task.halls.check': 'Look at the hall',
  'mend.registry.enter.name': 'Choose another name',
  'registry.enter.name-taken': 'Another choir has this name.',
  'registry.enter.name-taken.remedy': 'Choose another name.',
  'purpose.choir': 'To register a choir',
};

export const fixtureCatalogue: Catalogue = {
  agencies,
  services,
  lifeEvents: { 'found-choir': [versionOf(choir), versionOf(younger)] },
  texts: {
    uz: { ...uz, 'found-choir': 'Xor tuzildi' },
    ru: { ...ru, 'found-choir': 'Создан хор' },
    en: { ...en, ...ownTexts },
  },
  rates: {},
  calendar: { years: {} },
  country: { id: 'choirland', timeZone: 'Asia/Tashkent', lifeStatusService: 'registry.enter' },
};
