import { z } from 'zod';
import type { Agency } from '../../../notation/agency.ts';
import { all, is } from '../../../notation/conditions.ts';
import { defineService } from '../../../notation/service.ts';
import { amount, day, ownRule, personNumber, proposed, recordNumber } from '../contracts.ts';
import { ihmaEnvelope } from '../envelopes.ts';
import { payout } from '../identifiers.ts';

/** National Agency for Social Protection ("Inson" centres): the social register and, since 1.1.2024, the benefit. */
export const agency: Agency = {
  id: 'social-protection',
  name: 'National Agency for Social Protection',
  week: 5,
  perSecond: 50,
};

const law = 'PKM 327 of 23.5.2020 (article to be confirmed)';

export const familyRegister = defineService({
  id: 'social-protection.family-register',
  agency: agency.id,
  kind: 'call',
  title: 'Whether a family is in the social register',
  input: z.object({ mother: personNumber() }),
  answer: z.object({ inRegister: z.boolean() }),
  path: '/ihma/get-reestr-family/v1',
  envelope: ihmaEnvelope,
  wire: { input: { mother: 'pinfl' }, answer: { inRegister: 'in_register' } },
  answers: 'at-once',
  whenNotFound: { inRegister: false },
  repeat: 'safe',
  basis: 'law',
  purpose: 'birth-benefit',
  subject: 'mother',
  refusals: {},
  timeoutMs: 10_000,
  sample: { inRegister: false },
  situations: { '902': { notFound: true }, '903': { answer: { inRegister: true } } },
  source: 'path and pinfl seen in public code; the answer: to be confirmed',
});

const applyWithin = '1 month';
const benefit = { $rate: 'minimum-wage', times: 0.703, on: 'bornOn' };

/** Who gets the lump sum for a birth, and how much. `amount` is null where the rate of that day is not known to us. */
export const birthBenefit = defineService({
  ...ownRule,
  id: 'social-protection.birth-benefit',
  agency: agency.id,
  title: 'Whether the birth benefit is due',
  input: z.object({ bornOn: day(), birthOrder: z.int(), inRegister: z.boolean() }),
  answer: z.object({
    entitled: z.boolean(),
    amount: amount().nullable(),
    because: z.string(),
    /** From the day of birth; reporting the birth to Hayot counts as applying. */
    applyWithin: z.string(),
  }),
  purpose: 'birth-benefit',
  rules: {
    by: 'bornOn',
    versions: [
      {
        from: '2020-09-01',
        law: 'PKM 327 of 23.5.2020; who was entitled and how much: to be confirmed',
        cases: [
          { answer: { entitled: true, amount: null, because: 'every-birth', applyWithin: '6 months' } },
        ],
      },
      {
        from: '2024-04-01',
        law: 'PKM 327 of 23.5.2020 as in force since 1.4.2024 (act to be confirmed)',
        cases: [
          {
            when: is('input.birthOrder', 1),
            answer: { entitled: true, amount: benefit, because: 'first-child', applyWithin },
          },
          {
            when: all(is('input.birthOrder', 2), is('input.inRegister', true)),
            answer: { entitled: true, amount: benefit, because: 'second-child-in-register', applyWithin },
          },
          {
            when: is('input.birthOrder', 2),
            answer: { entitled: false, amount: 0, because: 'second-child-not-in-register', applyWithin },
          },
          { answer: { entitled: false, amount: 0, because: 'third-or-later-child', applyWithin } },
        ],
      },
    ],
  },
  source: 'kun.uz 8.3.2024; one.uz 29.1.2026 (unchanged for 2026); 70.3 % of the minimum wage',
});

/**
 * Money must not be sent twice: before each repeat we ask by our reference whether it went out. Paid only while
 * mother and child live.
 */
export const payBirthBenefit = defineService({
  ...proposed,
  id: 'social-protection.pay-birth-benefit',
  agency: agency.id,
  kind: 'call',
  title: 'Pay the birth benefit',
  input: z.object({
    child: personNumber(),
    mother: personNumber(),
    /** Null: the agency computes it. */
    amount: amount().nullable(),
    payout: payout().nullable(),
  }),
  answer: z.object({ order: recordNumber(), paidOn: day() }),
  path: '/ihma/birth-benefit/pay/v1',
  answers: 'at-once',
  repeat: 'look-up',
  basis: 'law',
  onWish: true,
  purpose: 'birth-benefit',
  subject: 'mother',
  aliveFirst: ['child', 'mother'],
  refusals: {
    'no-account': { article: law, remedy: { field: 'payout', within: '6 months' }, whenMissing: true },
    'account-closed': { article: law, remedy: { field: 'payout', within: '6 months' } },
    'paid-before': { article: law, remedy: {} },
  },
  sample: { order: { $digits: 10 }, paidOn: { $date: '+0 days' } },
  situations: { '912': { refuse: 'paid-before' } },
});

export const services = [familyRegister, birthBenefit, payBirthBenefit] as const;
