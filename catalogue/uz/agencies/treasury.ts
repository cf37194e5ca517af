import { z } from 'zod';
import type { Agency } from '../../../notation/agency.ts';
import { defineService } from '../../../notation/service.ts';
import { amount, day, personNumber, proposed, recordNumber } from '../contracts.ts';

/** Treasury: invoices for state duties and fees, and what was paid on them. */
export const agency: Agency = { id: 'treasury', name: 'Treasury', week: 5, perSecond: 50 };

const invoice = z.object({ payer: personNumber().nullable(), amount: amount(), what: z.string().max(100) });

export const issueInvoice = defineService({
  ...proposed,
  id: 'treasury.issue-invoice',
  agency: agency.id,
  kind: 'call',
  title: 'Issue an invoice',
  input: invoice,
  answer: z.object({ invoice: recordNumber(), amount: amount(), payBefore: day() }),
  path: '/treasury/invoice/v1',
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  onWish: true,
  purpose: 'state-duty',
  subject: 'payer',
  refusals: {},
  sample: { invoice: { $digits: 12 }, amount: { $input: 'amount' }, payBefore: { $date: '+30 days' } },
});

export const cancelInvoice = defineService({
  ...proposed,
  id: 'treasury.cancel-invoice',
  agency: agency.id,
  kind: 'call',
  title: 'Cancel an invoice',
  input: invoice,
  answer: z.object({}),
  path: '/treasury/invoice-cancel/v1',
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  purpose: 'state-duty',
  subject: 'payer',
  refusals: {},
  sample: {},
});

/** Waits until the treasury shows the payment. */
export const payment = defineService({
  ...proposed,
  id: 'treasury.payment',
  agency: agency.id,
  kind: 'proof',
  title: 'Payment of an invoice',
  input: z.object({ invoice: recordNumber() }),
  answer: z.object({ paidOn: day() }),
  path: '/treasury/payment/v1',
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  onWish: true,
  purpose: 'state-duty',
  refusals: { 'too-late': { article: 'ZRU-600 of 6.1.2020 (article to be confirmed)', remedy: {} } },
  sample: { paidOn: { $date: '+0 days' } },
});

export const services = [issueInvoice, cancelInvoice, payment] as const;
