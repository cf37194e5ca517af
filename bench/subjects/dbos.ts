import { openServed } from './served-worker.ts';
import type { Subject } from './subject.ts';

/**
 * Steps by `runStep`, without a queue, and the result awaited in the process that carries it
 * (https://docs.dbos.dev/typescript/reference/configuration, https://docs.dbos.dev/typescript/tutorials/workflow-tutorial).
 */
export const dbos: Subject = {
  id: 'dbos',
  title: 'DBOS',
  guarantees: 'each step at least once; the same executor goes on when it starts again',
  shows: "its own tables: a row per workflow and per step, which is this subject's row",
  hasHistories: false,
  open: (stand) => openServed(stand, { id: 'dbos', entry: 'dbos.ts' }),
};
