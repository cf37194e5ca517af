import { z } from 'zod';
import type { Agency } from '../../../notation/agency.ts';
import { defineService } from '../../../notation/service.ts';
import { day, personNumber, proposed, recordNumber } from '../contracts.ts';
import { gnkEnvelope } from '../envelopes.ts';

/** Tax Committee: taxpayers, leases (E-ijara), value added tax. */
export const agency: Agency = { id: 'tax', name: 'Tax Committee', week: 5, perSecond: 50 };

/** Who signs for a company that founds another one. */
export const headOfCompany = defineService({
  id: 'tax.head-of-company',
  agency: agency.id,
  kind: 'call',
  title: 'The head of a company',
  input: z.object({ tin: recordNumber() }),
  answer: z.object({ pinfl: personNumber() }),
  path: '/gnk/service/legalentity/v1',
  envelope: gnkEnvelope,
  wire: { answer: { pinfl: 'director_pinfl' } },
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  purpose: 'company-registration',
  refusals: {
    'company-not-found': {
      article: 'PKM 66 of 9.2.2017 (article to be confirmed)',
      remedy: { field: 'tin', within: '10 days' },
    },
  },
  timeoutMs: 10_000,
  sample: { pinfl: { $pinfl: {} } },
  source: 'path and tin seen in public code; the answer: to be confirmed',
});

/** The lessor enters the contract in E-ijara; the register shows it, or that the premises are the founder's own. */
export const lease = defineService({
  ...proposed,
  id: 'tax.lease',
  agency: agency.id,
  kind: 'proof',
  title: 'The lease in E-ijara',
  input: z.object({ tin: recordNumber(), cadastralNumber: recordNumber() }),
  answer: z.object({ ground: z.enum(['lease', 'own-premises']) }),
  path: '/gnk/service/e-ijara/v1',
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  purpose: 'tax',
  refusals: {},
  sample: { ground: 'lease' },
});

/** After an analysis of risk, which takes time and may end in a refusal. */
export const registerVat = defineService({
  ...proposed,
  id: 'tax.register-vat',
  agency: agency.id,
  kind: 'call',
  title: 'Register for value added tax',
  input: z.object({ tin: recordNumber(), director: personNumber() }),
  answer: z.object({ vatNumber: recordNumber(), registeredOn: day() }),
  path: '/gnk/service/vat/register/v1',
  answers: 'later',
  repeat: 'look-up',
  basis: 'law',
  onWish: true,
  purpose: 'tax',
  subject: 'director',
  refusals: { 'risk-too-high': { article: 'PKM 595 of 22.9.2021', remedy: {} } },
  norm: '10 working days',
  sample: { vatNumber: { $digits: 12 }, registeredOn: { $date: '+0 days' } },
  situations: { '914': { refuse: 'risk-too-high' } },
});

export const services = [headOfCompany, lease, registerVat] as const;
