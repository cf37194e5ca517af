import { z } from 'zod';
import type { Agency } from '../../../notation/agency.ts';
import { defineService } from '../../../notation/service.ts';
import { proposed, recordNumber } from '../contracts.ts';

/** Cadastre agency: buildings by cadastral number. */
export const agency: Agency = { id: 'cadastre', name: 'Cadastre agency', week: 5, perSecond: 50 };

/** The cadastral number is enough as a company's address. */
export const building = defineService({
  ...proposed,
  id: 'cadastre.building',
  agency: agency.id,
  kind: 'call',
  title: 'A building by its cadastral number',
  input: z.object({ cadastralNumber: recordNumber() }),
  answer: z.object({ cadastralNumber: recordNumber() }),
  path: '/kadastr/cadnum/v3',
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  purpose: 'company-registration',
  refusals: {
    'no-such-building': {
      article: 'PKM 66 of 9.2.2017 (article to be confirmed)',
      remedy: { field: 'cadastralNumber', within: '30 days' },
    },
  },
  sample: { cadastralNumber: { $input: 'cadastralNumber' } },
  source: 'path seen in public code; request and answer: to be confirmed',
});

export const services = [building] as const;
