import { z } from 'zod';
import { ownRule, personNumber, proposed, recordNumber } from '../../../catalogue/uz/contracts.ts';
import type { Agency } from '../../../notation/agency.ts';
import { is } from '../../../notation/conditions.ts';
import { defineService } from '../../../notation/service.ts';

/** An agency of nowhere. Ours at home have no service that may never be sent twice; the engine promises such ones too. */
export const agency: Agency = { id: 'rehearsal', name: 'Rehearsal', week: 5, perSecond: 20 };

const shared = {
  ...proposed,
  agency: agency.id,
  kind: 'call',
  basis: 'law',
  onWish: true,
  purpose: 'rehearsal',
  subject: 'person',
  input: z.object({ person: personNumber() }),
  answer: z.object({ number: recordNumber() }),
  refusals: {},
  timeoutMs: 4_000,
  sample: { number: { $digits: 8 } },
  source: 'made for chaos',
} as const;
const undoing = { ...shared, answer: z.object({}), sample: {} } as const;

export const services = [
  defineService({
    ...shared,
    ...{ id: 'rehearsal.seal', title: 'Seal', path: '/rehearsal/seal/v1' },
    ...{ answers: 'at-once', repeat: 'safe' },
  }),
  defineService({
    ...undoing,
    ...{ id: 'rehearsal.break-seal', title: 'Break the seal', path: '/rehearsal/break-seal/v1' },
    ...{ answers: 'at-once', repeat: 'safe' },
  }),
  defineService({
    ...shared,
    ...{ id: 'rehearsal.note', title: 'Take a note', path: '/rehearsal/note/v1' },
    ...{ answers: 'at-once', repeat: 'look-up' },
  }),
  defineService({
    ...undoing,
    ...{ id: 'rehearsal.strike-note', title: 'Strike the note', path: '/rehearsal/strike-note/v1' },
    ...{ answers: 'at-once', repeat: 'look-up' },
  }),
  defineService({
    ...shared,
    ...{ id: 'rehearsal.wire', title: 'Wire', path: '/rehearsal/wire/v1' },
    ...{ answers: 'at-once', repeat: 'never' },
  }),
  defineService({
    ...shared,
    ...{ id: 'rehearsal.ship', title: 'Ship', path: '/rehearsal/ship/v1' },
    ...{ answers: 'later', repeat: 'never' },
  }),
  defineService({
    ...ownRule,
    ...{ id: 'rehearsal.last', agency: agency.id, title: 'Go on or turn back', purpose: 'rehearsal' },
    input: z.object({ wantsLast: z.boolean() }),
    answer: z.object({}),
    refusals: { 'not-wanted': { article: 'made for chaos', remedy: {} } },
    rules: {
      by: 'today',
      versions: [
        {
          from: '2026-01-01',
          law: 'made for chaos',
          cases: [{ when: is('input.wantsLast', true), answer: {} }, { refuse: 'not-wanted' }],
        },
      ],
    },
    source: 'made for chaos',
  }),
] as const;
