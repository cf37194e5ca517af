import { z } from 'zod';
import type { Agency } from '../../../notation/agency.ts';
import { defineService } from '../../../notation/service.ts';
import { day, personNumber, proposed, recordNumber } from '../contracts.ts';
import { gcpEnvelope } from '../envelopes.ts';
import { sexes } from '../words.ts';

/** State Personalisation Centre: personal numbers and identity documents. */
export const agency: Agency = {
  id: 'personalisation',
  name: 'Personalisation Centre',
  week: 5,
  perSecond: 50,
};

const law = 'PKM 177 of 12.4.2022 (article to be confirmed)';

export const issuePinfl = defineService({
  ...proposed,
  id: 'personalisation.issue-pinfl',
  agency: agency.id,
  kind: 'call',
  title: 'Issue a personal number to a newborn',
  input: z.object({
    actNumber: recordNumber(),
    bornOn: day(),
    sex: sexes,
    parent: personNumber().nullable(),
  }),
  answer: z.object({ pinfl: personNumber() }),
  path: '/gcp/pinfl/newborn/v1',
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  purpose: 'personal-number',
  subject: 'parent',
  refusals: { 'act-not-found': { article: law, remedy: {} } },
  sample: { pinfl: { $pinfl: { bornOn: 'bornOn', sex: 'sex' } } },
  situations: { '909': { answer: { pinfl: { $pinfl: { bornOn: 'bornOn', sex: 'sex', serial: 906 } } } } },
});

/** A founder from abroad needs a personal number before anything can be signed. Takes days. */
export const issueForeignerPinfl = defineService({
  ...proposed,
  id: 'personalisation.issue-foreigner-pinfl',
  agency: agency.id,
  kind: 'call',
  title: 'Issue a personal number to a foreigner',
  input: z.object({ passport: recordNumber(), country: z.string().min(2).max(3) }),
  answer: z.object({ pinfl: personNumber() }),
  path: '/gcp/pinfl/foreigner/v1',
  answers: 'later',
  repeat: 'safe',
  basis: 'law',
  purpose: 'personal-number',
  refusals: { 'passport-not-valid': { article: law, remedy: { field: 'passport', within: '10 days' } } },
  norm: '10 days',
  sample: { pinfl: { $pinfl: {} } },
});

/** Asked before every payment and message. */
export const lifeStatus = defineService({
  id: 'personalisation.life-status',
  agency: agency.id,
  kind: 'call',
  title: 'Whether a person lives',
  input: z.object({ pinfl: personNumber() }),
  answer: z.object({ alive: z.boolean() }),
  path: '/gcp/docrest/v1',
  envelope: gcpEnvelope,
  wire: { input: { pinfl: 'pinpp' }, answer: { alive: 'livestatus' } },
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  purpose: 'life-status',
  subject: 'pinfl',
  refusals: {},
  timeoutMs: 10_000,
  sample: { alive: true },
  situations: { '906': { answer: { alive: false } } },
  source: 'path and livestatus seen in public code; how livestatus is spelt: to be confirmed',
});

export const services = [issuePinfl, issueForeignerPinfl, lifeStatus] as const;
