import { z } from 'zod';
import type { Agency } from '../../../notation/agency.ts';
import { is } from '../../../notation/conditions.ts';
import { defineService } from '../../../notation/service.ts';
import { amount, day, ownRule, personNumber, proposed, recordNumber, taskRefusals } from '../contracts.ts';
import { dxaEnvelope } from '../envelopes.ts';
import { companyName } from '../identifiers.ts';
import { Founder } from '../founder.ts';
import { companyForms, taxRegimes } from '../words.ts';

/** Public Services Agency (DXA): the Unified State Register of Entrepreneurs, round the clock. */
export const agency: Agency = {
  id: 'business-register',
  name: 'Public Services Agency',
  week: 6,
  perSecond: 50,
};

const law = 'PKM 66 of 9.2.2017, annex 1 (article to be confirmed)';

const wantedName = z.object({ name: companyName(), form: companyForms });

export const reserveName = defineService({
  ...proposed,
  id: 'business-register.reserve-name',
  agency: agency.id,
  kind: 'call',
  title: 'Check a name and reserve it for 60 days',
  input: wantedName,
  answer: z.object({ name: z.string(), reservation: recordNumber(), validUntil: day() }),
  path: '/dxa/service/business-reg/name/v1',
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  onWish: true,
  purpose: 'company-registration',
  refusals: {
    'name-taken': { article: law, remedy: { field: 'name', within: '30 days' } },
    'name-not-allowed': { article: law, remedy: { field: 'name', within: '30 days' } },
  },
  sample: {
    name: { $input: 'name' },
    reservation: { $text: 'R-{digits:8}' },
    validUntil: { $date: '+60 days' },
  },
});

export const releaseName = defineService({
  ...proposed,
  id: 'business-register.release-name',
  agency: agency.id,
  kind: 'call',
  title: 'Give a reserved name back',
  input: wantedName,
  answer: z.object({}),
  path: '/dxa/service/business-reg/name-release/v1',
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  purpose: 'company-registration',
  refusals: {},
  sample: {},
});

/** Each founder confirms electronically; the answer comes with the founder's signature or identification. */
export const confirmFounding = defineService({
  id: 'business-register.confirm-founding',
  agency: agency.id,
  kind: 'task',
  title: 'Confirm the founding',
  input: z.object({ founder: personNumber(), name: companyName(), capital: amount() }),
  answer: z.object({ confirmed: z.literal(true) }),
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  onWish: true,
  purpose: 'company-registration',
  subject: 'founder',
  proof: ['oneid', 'e-imzo'],
  refusals: taskRefusals(law),
  timeoutMs: 10_000,
  sample: { confirmed: true },
  source: 'every founder confirms electronically: theactant; form and term: to be confirmed',
});

/** Half a base amount online, in 2019–20; today's duty, and that of a sole trader, are not known to us. */
export const stateDuty = defineService({
  ...ownRule,
  id: 'business-register.state-duty',
  agency: agency.id,
  title: 'State duty for registration',
  input: z.object({ form: companyForms }),
  answer: z.object({ amount: amount(), because: z.string() }),
  onWish: true,
  purpose: 'state-duty',
  rules: {
    by: 'today',
    versions: [
      {
        from: '2020-01-06',
        law: 'ZRU-600 of 6.1.2020; present duty: to be confirmed',
        cases: [
          {
            when: is('input.form', 'llc'),
            answer: { amount: { $rate: 'base-amount', times: 0.5 }, because: 'duty-online' },
          },
          { answer: { amount: 0, because: 'duty-of-sole-trader' } },
        ],
      },
    ],
  },
  source:
    'theactant; hozir.org: half a base amount online, 10 with foreign investment (not applied: to be confirmed)',
});

export const registerCompany = defineService({
  ...proposed,
  id: 'business-register.register-company',
  agency: agency.id,
  kind: 'call',
  title: 'Register a company or sole trader',
  input: z.object({
    form: companyForms,
    name: companyName(),
    reservation: recordNumber().nullable(),
    founders: z.array(Founder),
    director: personNumber(),
    cadastralNumber: recordNumber(),
    oked: z.string().length(5),
    capital: amount(),
    taxRegime: taxRegimes,
    dutyInvoice: recordNumber().nullable(),
  }),
  answer: z.object({ tin: recordNumber(), certificate: recordNumber(), registeredOn: day() }),
  path: '/dxa/service/business-reg/register/v1',
  answers: 'later',
  repeat: 'look-up',
  basis: 'law',
  onWish: true,
  purpose: 'company-registration',
  subject: 'director',
  refusals: {
    'founder-barred': { article: law, remedy: {} },
    'name-differs': { article: law, remedy: {} },
    'documents-incomplete': { article: law, remedy: {} },
    'sole-owner-chain': { article: law, remedy: {} },
  },
  norm: '30 minutes',
  sample: {
    tin: { $text: '30{digits:7}' },
    certificate: { $digits: 7 },
    registeredOn: { $date: '+0 days' },
  },
  situations: { '908': { refuse: 'founder-barred' }, '907': { delayMs: 5_000 } },
});

/** What the register shows: proves that the company exists. */
export const company = defineService({
  id: 'business-register.company',
  agency: agency.id,
  kind: 'proof',
  title: 'The company in the register',
  input: z.object({ tin: recordNumber() }),
  answer: z.object({ status: z.string().max(60) }),
  path: '/dxa/service/business-reg/v1/legal',
  envelope: dxaEnvelope,
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  purpose: 'company-registration',
  refusals: {},
  timeoutMs: 10_000,
  sample: { status: 'active' },
  source: 'path and tin seen in public code; the answer: to be confirmed',
});

/** Information only: the duty to liquidate a company whose capital is missing was abolished. */
export const capitalTerm = defineService({
  ...ownRule,
  id: 'business-register.capital-term',
  agency: agency.id,
  title: 'By when the charter capital is to be paid in',
  input: z.object({ capital: amount() }),
  answer: z.object({ amount: amount(), within: z.string(), because: z.string() }),
  onWish: true,
  purpose: 'company-registration',
  rules: {
    by: 'today',
    versions: [
      {
        from: '2017-02-09',
        law: 'act to be confirmed',
        cases: [
          { answer: { amount: { $input: 'capital' }, within: '12 months', because: 'capital-in-a-year' } },
        ],
      },
    ],
  },
  source: 'horizon.uz',
});

export const services = [
  reserveName,
  releaseName,
  confirmFounding,
  stateDuty,
  registerCompany,
  company,
  capitalTerm,
] as const;
