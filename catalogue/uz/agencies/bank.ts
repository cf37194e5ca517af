import { z } from 'zod';
import type { Agency } from '../../../notation/agency.ts';
import { defineService } from '../../../notation/service.ts';
import { day, personNumber, proposed, recordNumber } from '../contracts.ts';
import { code } from '../identifiers.ts';

/** Banks, reached through the portal's service for opening accounts. */
export const agency: Agency = { id: 'bank', name: 'Banks', week: 5, perSecond: 20 };

export const openAccount = defineService({
  ...proposed,
  id: 'bank.open-account',
  agency: agency.id,
  kind: 'call',
  title: 'Open a bank account',
  input: z.object({ bank: code(), tin: recordNumber(), director: personNumber() }),
  answer: z.object({ account: recordNumber(), openedOn: day() }),
  path: '/bank/account/v1',
  answers: 'later',
  repeat: 'look-up',
  basis: 'law',
  onWish: true,
  purpose: 'bank-account',
  subject: 'director',
  refusals: {
    'bank-declines': { article: 'to be confirmed', remedy: { field: 'bank', within: '1 month' } },
    'no-such-bank': { article: 'to be confirmed', remedy: { field: 'bank', within: '1 month' } },
  },
  norm: '1 working day',
  sample: { account: { $text: '20208{digits:15}' }, openedOn: { $date: '+0 days' } },
  situations: { '913': { refuse: 'bank-declines' } },
});

export const services = [openAccount] as const;
