import { z } from 'zod';
import type { Agency } from '../../../notation/agency.ts';
import { defineService } from '../../../notation/service.ts';
import { day, personNumber, proposed, recordNumber } from '../contracts.ts';
import { mvdEnvelope } from '../envelopes.ts';

/** Ministry of Internal Affairs: residence register "Manzil", identity cards. */
export const agency: Agency = {
  id: 'interior',
  name: 'Ministry of Internal Affairs',
  week: 5,
  perSecond: 50,
};

/** At the permanent address of a parent; the answer comes by callback, with an SMS to the parents. */
export const registerResidence = defineService({
  ...proposed,
  id: 'interior.register-residence',
  agency: agency.id,
  kind: 'call',
  title: "Register a child's residence at a parent's address",
  input: z.object({ child: personNumber(), parent: personNumber().nullable() }),
  answer: z.object({ registration: recordNumber(), registeredOn: day() }),
  path: '/mvd/services/address/register/v1',
  answers: 'later',
  repeat: 'safe',
  basis: 'law',
  purpose: 'residence',
  subject: 'parent',
  refusals: {
    'no-permanent-address': { article: 'PKM 785 of 29.12.2021 (article to be confirmed)', remedy: {} },
  },
  norm: '1 working day',
  sample: { registration: { $text: 'MZ-{digits:10}' }, registeredOn: { $date: '+0 days' } },
  situations: { '907': { delayMs: 5_000 } },
});

/** What the register shows: proves that the registration took place. */
export const residence = defineService({
  id: 'interior.residence',
  agency: agency.id,
  kind: 'proof',
  title: "The child's address in the register",
  input: z.object({ child: personNumber() }),
  answer: z.object({ region: z.string().min(1).max(20) }),
  path: '/mvd/services/address/info/pin/v1',
  envelope: mvdEnvelope,
  wire: { input: { child: 'pinpp' }, answer: { region: 'PermanentRegistration.Region.Id' } },
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  purpose: 'residence',
  subject: 'child',
  refusals: {},
  timeoutMs: 10_000,
  sample: { region: '1726' },
  source: 'path, pinpp and Region.Id seen in public code',
});

/** Voluntary for newborns since 2021. The fee was not found: to be confirmed. */
export const issueIdCard = defineService({
  ...proposed,
  id: 'interior.issue-id-card',
  agency: agency.id,
  kind: 'call',
  title: 'Issue an identity card',
  input: z.object({ child: personNumber(), parent: personNumber().nullable() }),
  answer: z.object({ card: recordNumber(), readyOn: day() }),
  path: '/mvd/services/id-card/v1',
  answers: 'polled',
  repeat: 'look-up',
  basis: 'law',
  onWish: true,
  purpose: 'documents',
  subject: 'parent',
  refusals: { 'photo-needed': { article: 'UP-6065 and PKM 129 (article to be confirmed)', remedy: {} } },
  norm: '10 working days',
  sample: { card: { $text: 'AD{digits:7}' }, readyOn: { $date: '+10 days' } },
});

export const services = [registerResidence, residence, issueIdCard] as const;
