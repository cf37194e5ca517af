import { z } from 'zod';
import type { Agency } from '../../../notation/agency.ts';
import { defineService } from '../../../notation/service.ts';
import { day, personNumber, proposed, recordNumber } from '../contracts.ts';
import { code } from '../identifiers.ts';

/** The licensing system license.gov.uz: licences, permits and notifications of all bodies that grant them. */
export const agency: Agency = { id: 'licensing', name: 'Licensing system', week: 5, perSecond: 20 };

/** That silence counts as consent is not confirmed, so a late licence is escalated and never taken as granted. */
export const applyForLicence = defineService({
  ...proposed,
  id: 'licensing.apply',
  agency: agency.id,
  kind: 'call',
  title: 'Apply for a licence',
  input: z.object({
    licence: code(),
    tin: recordNumber(),
    oked: z.string().length(5),
    director: personNumber(),
  }),
  answer: z.object({ number: recordNumber(), grantedOn: day() }),
  path: '/dxa/service/license/apply/v1',
  answers: 'later',
  repeat: 'look-up',
  basis: 'law',
  onWish: true,
  purpose: 'licence',
  subject: 'director',
  refusals: {
    'requirements-not-met': { article: 'ZRU-701 of 14.7.2021 (article to be confirmed)', remedy: {} },
  },
  norm: '10 working days',
  sample: { number: { $text: 'L-{digits:8}' }, grantedOn: { $date: '+0 days' } },
  situations: { '915': { refuse: 'requirements-not-met' } },
});

export const services = [applyForLicence] as const;
