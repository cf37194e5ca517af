import { z } from 'zod';
import type { Agency } from '../../../notation/agency.ts';
import { any, not, present } from '../../../notation/conditions.ts';
import { defineService } from '../../../notation/service.ts';
import { amount, day, ownRule, personNumber, proposed, recordNumber, taskRefusals } from '../contracts.ts';
import { adliyaFamilyEnvelope, justiceEnvelope } from '../envelopes.ts';
import { documentNumber, pastDate, personName } from '../identifiers.ts';
import { multiple, places, sexes } from '../words.ts';

/** FHDYO (ZAGS) of the Ministry of Justice: the archive of civil acts. */
export const agency: Agency = { id: 'civil-registry', name: 'Civil registry', week: 5, perSecond: 50 };

const law = 'PKM 550 of 20.10.2023 (article to be confirmed)';

/** By default the register agrees with what the parents said; agreed situations make it differ. */
export const marriage = defineService({
  id: 'civil-registry.marriage',
  agency: agency.id,
  kind: 'call',
  title: "The parents' marriage in the archive",
  input: z.object({ mother: personNumber(), father: personNumber(), claimed: z.boolean() }),
  answer: z.object({ married: z.boolean() }),
  path: '/justice/service/marriage/v1',
  envelope: justiceEnvelope,
  wire: { input: { mother: 'pin', father: 'spouse_pin' } },
  answers: 'at-once',
  whenNotFound: { married: false },
  repeat: 'safe',
  basis: 'law',
  purpose: 'birth-registration',
  subject: 'mother',
  refusals: {},
  timeoutMs: 10_000,
  sample: { married: { $input: 'claimed' } },
  situations: { '901': { notFound: true }, '907': { delayMs: 5_000 } },
  source: 'path, id and pin seen in public code; the other fields: to be confirmed',
});

export const birthOrder = defineService({
  id: 'civil-registry.birth-order',
  agency: agency.id,
  kind: 'call',
  title: "The child's place among the mother's children",
  input: z.object({ mother: personNumber(), actNumber: recordNumber(), claimed: z.int() }),
  answer: z.object({ birthOrder: z.int().min(1) }),
  path: '/adliya/family-chek/v1',
  envelope: adliyaFamilyEnvelope,
  wire: { input: { mother: 'pinfl' }, answer: { birthOrder: 'birth_order' } },
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  purpose: 'birth-benefit',
  subject: 'mother',
  refusals: {},
  timeoutMs: 10_000,
  sample: { birthOrder: { $input: 'claimed' } },
  situations: {
    '902': { answer: { birthOrder: 2 } },
    '903': { answer: { birthOrder: 2 } },
    '910': { answer: { birthOrder: 3 } },
  },
  source: 'path and pinfl seen in public code (it lists members); the other fields: to be confirmed',
});

/** The register's answer wins; this only shows where it differs from what the parents said. */
export const compareClaims = defineService({
  ...ownRule,
  id: 'civil-registry.compare-claims',
  agency: agency.id,
  title: 'What the parents said, beside the register',
  input: z.object({
    claimedMarried: z.boolean(),
    married: z.boolean().nullable(),
    claimedBirthOrder: z.int(),
    birthOrder: z.int().nullable(),
  }),
  answer: z.object({ differsFromClaim: z.object({ marriage: z.boolean(), birthOrder: z.boolean() }) }),
  purpose: 'birth-registration',
  rules: {
    by: 'today',
    versions: [
      {
        from: '2020-09-01',
        law,
        cases: [
          {
            answer: {
              differsFromClaim: {
                marriage: { $differs: ['claimedMarried', 'married'] },
                birthOrder: { $differs: ['claimedBirthOrder', 'birthOrder'] },
              },
            },
          },
        ],
      },
    ],
  },
  source: 'own rule: the register is believed',
});

/** Paternity, a mother alone, a foundling, a birth without a medical record: the law wants somebody to come. */
export const visit = defineService({
  id: 'civil-registry.visit',
  agency: agency.id,
  kind: 'task',
  title: 'Come to the registry in person',
  input: z.object({}),
  answer: z.object({ visitedOn: pastDate(), confirmation: documentNumber() }),
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  purpose: 'birth-registration',
  refusals: taskRefusals(law),
  timeoutMs: 10_000,
  sample: { visitedOn: { $date: '+0 days' }, confirmation: { $digits: 8 } },
  source: 'branches: m.aniq.uz; form: to be confirmed',
});

/** Honours our key: a birth that was registered under it is answered with its act. */
export const registerBirth = defineService({
  ...proposed,
  id: 'civil-registry.register-birth',
  agency: agency.id,
  kind: 'call',
  title: 'Register a birth',
  input: z.object({
    medicalRecord: recordNumber().nullable(),
    visit: recordNumber().nullable(),
    bornOn: day(),
    place: places,
    givenName: personName(),
    sex: sexes,
    multiple: multiple.nullable(),
    mother: personNumber().nullable(),
    father: personNumber().nullable(),
    parentsMarried: z.boolean(),
  }),
  answer: z.object({ actNumber: recordNumber(), reference: recordNumber(), registeredOn: day() }),
  path: '/justice/service/birth/register/v1',
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  purpose: 'birth-registration',
  subject: 'mother',
  refusals: {
    'already-registered': { article: law, remedy: {} },
    'record-contradicts': { article: law, remedy: { field: 'medicalRecord', within: '1 month' } },
  },
  sample: {
    actNumber: { $digits: 12 },
    reference: { $text: 'MQ-{digits:9}' },
    registeredOn: { $date: '+0 days' },
  },
  situations: { '907': { delayMs: 5_000 } },
});

/** 15 % of the base amount; a foundling's paper is free, as for children placed in institutions. */
export const certificateFee = defineService({
  ...ownRule,
  id: 'civil-registry.certificate-fee',
  agency: agency.id,
  title: 'Fee for a paper certificate',
  input: z.object({
    registeredOn: day(),
    mother: personNumber().nullable(),
    father: personNumber().nullable(),
  }),
  answer: z.object({ amount: amount(), because: z.string() }),
  purpose: 'documents',
  rules: {
    by: 'registeredOn',
    versions: [
      {
        from: '2020-09-01',
        law: 'PKM 550 of 20.10.2023; exemption of foundlings: to be confirmed',
        cases: [
          {
            when: not(any(present('input.mother'), present('input.father'))),
            answer: { amount: 0, because: 'no-parents' },
          },
          {
            answer: {
              amount: { $rate: 'base-amount', times: 0.15, on: 'registeredOn' },
              because: 'certificate-fee',
            },
          },
        ],
      },
    ],
  },
  source: '15 % of the base amount: press summaries of PKM 550',
});

export const paperCertificate = defineService({
  ...proposed,
  id: 'civil-registry.paper-certificate',
  agency: agency.id,
  kind: 'call',
  title: 'Print the birth certificate',
  input: z.object({
    actNumber: recordNumber(),
    parent: personNumber().nullable(),
    invoice: recordNumber().nullable(),
  }),
  answer: z.object({ certificate: recordNumber(), readyOn: day() }),
  path: '/justice/service/certificate/v1',
  answers: 'later',
  repeat: 'look-up',
  basis: 'law',
  onWish: true,
  purpose: 'documents',
  subject: 'parent',
  refusals: { 'not-paid': { article: law, remedy: {} } },
  norm: '3 working days',
  sample: { certificate: { $text: 'II-ЮА №{digits:6}' }, readyOn: { $date: '+3 days' } },
});

export const services = [
  marriage,
  birthOrder,
  compareClaims,
  visit,
  registerBirth,
  certificateFee,
  paperCertificate,
] as const;
