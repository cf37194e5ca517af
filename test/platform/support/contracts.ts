import { z } from 'zod';
import {
  adliyaFamilyEnvelope,
  dxaEnvelope,
  gcpEnvelope,
  gnkEnvelope,
  ihmaEnvelope,
  justiceEnvelope,
  labourEnvelope,
  minfinEnvelope,
  mvdEnvelope,
  pensionEnvelope,
  proposedEnvelope,
} from '../../../catalogue/uz/envelopes.ts';
import type { Agency } from '../../../notation/agency.ts';
import type { Catalogue } from '../../../notation/catalogue.ts';
import type { Envelope } from '../../../notation/envelope.ts';
import { isoDate, personal } from '../../../notation/schema.ts';
import { defineService, type RefusalTerms, type Sample, type Service } from '../../../notation/service.ts';

/** Contracts of these tests' own, one per envelope and one per way of answering and repeating. */
const refusal: RefusalTerms = { article: 'art. 1 of an invented law', remedy: {} };

const plain = {
  kind: 'call',
  title: 'A service of the tests',
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  purpose: 'testing',
  refusals: { 'not-entitled': refusal },
  timeoutMs: 2_000,
  source: 'invented for tests',
} as const;

const pinfl = () => personal(z.string().regex(/^\d{14}$/));

/** A read of a register in one family's spelling. */
function register(agency: string, envelope: Envelope, wire: NonNullable<Service['wire']>): Service {
  return defineService({
    ...plain,
    id: `${agency}.${envelope.id.split(':')[0] ?? agency}`,
    agency,
    path: `/${agency}/service/${envelope.id.split(':')[0] ?? agency}/v1`,
    envelope,
    wire,
    subject: 'pinfl',
    input: z.strictObject({ pinfl: pinfl() }),
    answer: z.object({ found: z.boolean(), place: z.string(), since: isoDate() }),
    sample: { found: true, place: { $text: 'street {digits:2}' }, since: { $date: '-30 days' } },
    situations: {
      '901': { refuse: 'not-entitled' },
      '902': { notFound: true },
      '903': { answer: { found: false } },
    },
  });
}

const wire = { input: { pinfl: 'pinpp' }, answer: { place: 'Address.Street.Name', since: 'dateBegin' } };

/** A write of the proposed envelope: registers a child under a new number. */
function write(
  id: string,
  more: Partial<Pick<Service, 'answers' | 'repeat' | 'basis' | 'timeoutMs'>>,
): Service {
  return defineService({
    ...plain,
    ...more,
    id: `registry.${id}`,
    agency: 'registry',
    path: `/registry/service/${id}/v1`,
    envelope: proposedEnvelope,
    subject: 'mother',
    input: z.strictObject({
      mother: pinfl(),
      bornOn: isoDate(),
      sex: z.enum(['female', 'male']),
      note: z.string().nullish(),
    }),
    answer: z.object({ actNumber: z.string(), pinfl: pinfl(), bornOn: isoDate(), issuedOn: isoDate() }),
    sample: writeSample,
    refusals: { 'not-entitled': refusal, 'twice-born': { ...refusal, remedy: { field: 'bornOn' } } },
    situations: { '901': { refuse: 'twice-born' } },
  });
}

const writeSample: Sample = {
  actNumber: { $text: 'I-TN {digits:7}' },
  pinfl: { $pinfl: { bornOn: 'bornOn', sex: 'sex' } },
  bornOn: { $input: 'bornOn' },
  issuedOn: { $date: '+3 days' },
};

export const registers: readonly Service[] = [
  register('persons', gcpEnvelope, wire),
  register('justice', justiceEnvelope, wire),
  register('justice', adliyaFamilyEnvelope, wire),
  register('interior', mvdEnvelope, wire),
  register('finance', minfinEnvelope, wire),
  register('finance', pensionEnvelope, wire),
  register('social', ihmaEnvelope, wire),
  register('tax', gnkEnvelope, wire),
  register('business', dxaEnvelope, wire),
  register('labour', labourEnvelope('abkm.currently.unemployed'), wire),
];

export const writes: readonly Service[] = [
  write('register', {}),
  write('ask-first', { repeat: 'look-up' }),
  write('never-again', { repeat: 'never' }),
  write('by-consent', { basis: 'consent' }),
  write('later', { answers: 'later', repeat: 'look-up' }),
  write('polled', { answers: 'polled' }),
  write('hurried', { timeoutMs: 300 }),
];

const agency = (id: string): Agency => ({ id, name: `The agency ${id}`, week: 5, perSecond: 100 });

const all = [...registers, ...writes];

export const contracts: Pick<Catalogue, 'services' | 'agencies'> = {
  services: Object.fromEntries(all.map((service) => [service.id, service])),
  agencies: Object.fromEntries(all.map((service) => [service.agency, agency(service.agency)])),
};

/** A service of these tests by its id. */
export function contract(id: string): Service {
  const found = contracts.services[id];
  if (found === undefined) throw new Error(`These tests have no service "${id}".`);
  return found;
}
