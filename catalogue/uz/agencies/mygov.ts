import { z } from 'zod';
import type { Agency } from '../../../notation/agency.ts';
import { defineService } from '../../../notation/service.ts';
import { day, personNumber, proposed, recordNumber } from '../contracts.ts';

/** The portal of public services: messages to people's accounts and telephones. */
export const agency: Agency = { id: 'mygov', name: 'MyGov portal', week: 6, perSecond: 100 };

/** Honours our key: the gateway takes our id for the message. Nobody is congratulated on a death. */
export const congratulate = defineService({
  ...proposed,
  id: 'mygov.congratulate',
  agency: agency.id,
  kind: 'call',
  title: 'Tell the parents that their child is registered',
  input: z.object({ child: personNumber(), parent: personNumber() }),
  answer: z.object({ message: recordNumber() }),
  path: '/mygov/message/v1',
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  purpose: 'notify',
  subject: 'parent',
  aliveFirst: ['child', 'parent'],
  refusals: { 'no-channel': { article: 'to be confirmed', remedy: {} } },
  sample: { message: { $text: 'M-{digits:12}' } },
});

/**
 * Ten days before a reserved name lapses, to whoever will head the business. Should they have died, the founders'
 * route goes on without the reminder.
 */
export const warnOfLapse = defineService({
  ...proposed,
  id: 'mygov.warn-of-lapse',
  agency: agency.id,
  kind: 'call',
  title: 'Warn that a reserved name will lapse',
  input: z.object({ person: personNumber(), name: z.string(), validUntil: day() }),
  answer: z.object({ message: recordNumber() }),
  path: '/mygov/warning/v1',
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  onWish: true,
  purpose: 'notify',
  subject: 'person',
  aliveFirst: ['person'],
  whenDead: 'skip',
  refusals: { 'no-channel': { article: 'to be confirmed', remedy: {} } },
  sample: { message: { $text: 'M-{digits:12}' } },
});

export const services = [congratulate, warnOfLapse] as const;
