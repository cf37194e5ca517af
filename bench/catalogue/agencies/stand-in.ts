import { z } from 'zod';
import { personNumber, proposed, recordNumber } from '../../../catalogue/uz/contracts.ts';
import type { Agency } from '../../../notation/agency.ts';
import { defineService } from '../../../notation/service.ts';

/** An agency of nowhere that takes as much as can be sent: its limit must not be what is measured. */
export const agency: Agency = { id: 'stand-in', name: 'Stand-in', week: 5, perSecond: 20_000 };

export const services = [
  defineService({
    ...proposed,
    ...{ id: 'stand-in.act', agency: agency.id, kind: 'call', title: 'Act', path: '/stand-in/act/v1' },
    input: z.object({ person: personNumber() }),
    answer: z.object({ number: recordNumber() }),
    ...{ answers: 'at-once', repeat: 'safe', basis: 'law', purpose: 'bench', subject: 'person' },
    refusals: {},
    sample: { number: '20260001' },
    source: 'made for the bench',
  }),
] as const;
