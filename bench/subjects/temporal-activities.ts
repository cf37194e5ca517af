import type { Subject } from './subject.ts';
import { openByHand } from './temporal-subject.ts';

/** Settings by https://docs.temporal.io/develop/worker-performance and the SDK's own defaults. */
export const temporalActivities: Subject = {
  id: 'temporal-activities',
  title: 'Temporal by hand, ordinary activities',
  guarantees: 'each step at least once, repeated by Temporal after its time-out',
  shows: 'Temporal UI: an entry for each activity; a row per step',
  hasHistories: true,
  open: (stand) => openByHand(stand, { id: 'temporal-activities', workflow: 'ordinaryActivities' }),
};
