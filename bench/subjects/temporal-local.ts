import type { Subject } from './subject.ts';
import { openByHand } from './temporal-subject.ts';

/** Settings by https://docs.temporal.io/local-activity and the SDK's own defaults. */
export const temporalLocal: Subject = {
  id: 'temporal-local',
  title: 'Temporal by hand, local activities',
  guarantees: 'each step at least once; those of a lost workflow task are repeated with it',
  shows: 'Temporal UI: a marker for each activity; a row per step',
  hasHistories: true,
  open: (stand) => openByHand(stand, { id: 'temporal-local', workflow: 'localActivities' }),
};
