import { z } from 'zod';
import type { Agency } from '../../../notation/agency.ts';
import { defineService } from '../../../notation/service.ts';
import { personNumber, proposed, recordNumber } from '../contracts.ts';
import { code } from '../identifiers.ts';

/** Ministry of Preschool and School Education: the queue for state kindergartens. */
export const agency: Agency = {
  id: 'preschool',
  name: 'Ministry of Preschool and School Education',
  week: 5,
  perSecond: 50,
};

const law = 'PKM 244 of 28.3.2018 (article to be confirmed)';

const application = z.object({
  actNumber: recordNumber(),
  parent: personNumber().nullable(),
  kindergarten: code().nullable(),
});

/** To be queued is the result: a place may come years later, and the birth's route does not wait for it. */
export const joinQueue = defineService({
  ...proposed,
  id: 'preschool.join-queue',
  agency: agency.id,
  kind: 'call',
  title: 'Join the queue of a kindergarten',
  input: application,
  answer: z.object({ place: z.enum(['queued', 'given']), queueNumber: recordNumber() }),
  path: '/xtv/kindergarten/queue/v1',
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  onWish: true,
  purpose: 'kindergarten',
  subject: 'parent',
  refusals: {
    'takes-no-applications': { article: law, remedy: { field: 'kindergarten', within: '1 month' } },
    'none-chosen': { article: law, remedy: { field: 'kindergarten', within: '1 month' }, whenMissing: true },
  },
  sample: { place: 'queued', queueNumber: { $digits: 6 } },
  situations: { '905': { refuse: 'takes-no-applications' } },
});

export const leaveQueue = defineService({
  ...proposed,
  id: 'preschool.leave-queue',
  agency: agency.id,
  kind: 'call',
  title: 'Leave the queue of a kindergarten',
  input: application,
  answer: z.object({}),
  path: '/xtv/kindergarten/leave/v1',
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  purpose: 'kindergarten',
  subject: 'parent',
  refusals: {},
  sample: {},
});

export const services = [joinQueue, leaveQueue] as const;
