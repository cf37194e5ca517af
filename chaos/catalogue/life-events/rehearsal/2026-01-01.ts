import { z } from 'zod';
import { Person } from '../../../../catalogue/uz/identifiers.ts';
import type { services as uz } from '../../../../catalogue/uz/services.ts';
import { routesOver } from '../../../../notation/define-route.ts';
import { from } from '../../../../notation/references.ts';
import type { ServicesById } from '../../../../notation/types/values.ts';
import type { services as rehearsal } from '../../agencies/rehearsal.ts';

const defineRoute = routesOver<ServicesById<readonly [...typeof uz, ...typeof rehearsal]>>();
const input = { person: from('event.person.pinfl') };

/** All ways to repeat in one route, half of which turn back at the end and take everything back that can be. */
export const route = defineRoute({
  id: 'rehearsal',
  title: 'A rehearsal',
  inForce: { from: '2026-01-01' },
  law: ['made for chaos'],
  event: z.object({ person: Person, wantsLast: z.boolean() }),
  steps: {
    seal: { title: 'Seal', service: 'rehearsal.seal', input, undo: 'rehearsal.break-seal' },
    note: {
      title: 'Take a note',
      service: 'rehearsal.note',
      needs: ['seal'],
      input,
      undo: 'rehearsal.strike-note',
    },
    wire: { title: 'Wire', service: 'rehearsal.wire', needs: ['seal'], input },
    ship: { title: 'Ship', service: 'rehearsal.ship', needs: ['note'], input },
    last: {
      title: 'Go on or turn back',
      service: 'rehearsal.last',
      needs: ['wire', 'ship'],
      input: { wantsLast: from('event.wantsLast') },
      essential: true,
    },
  },
});
