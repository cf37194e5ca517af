import type { Subject } from './subject.ts';
import { openByHand } from './temporal-subject.ts';

/** What a workflow costs in which nothing is done. Settings as for the other two. */
export const temporalEmpty: Subject = {
  id: 'temporal-empty',
  title: 'Temporal, an empty workflow',
  guarantees: 'nothing is done',
  shows: 'Temporal UI: start and end',
  hasHistories: true,
  open: (stand) => openByHand(stand, { id: 'temporal-empty', workflow: 'empty' }),
};
