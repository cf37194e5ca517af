import type { Logger } from 'pino';
import { isDatabaseAway } from '../../db/away.ts';
import { isTemporalAway } from '../../temporal/away.ts';
import { traceOf } from '../problems/problem-of.ts';

/** Work done after the answer: what fails here is done later by the reconciler or the inbox sweep. */
export interface Errands {
  /** Begins at once, waits for nothing; false where too much is under way already. */
  send(what: string, work: () => Promise<void>): boolean;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

/** So many at a time: while Temporal hangs, each holds a little memory for some seconds. */
const most = 500;

export function createErrands(log: Logger, onLeft: (what: string) => void = () => undefined): Errands {
  const underWay = new Set<Promise<void>>();

  async function run(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      onLeft(what);
      log.warn({ what, ...why(error) }, 'left for later: it will be tried again by itself');
    }
  }

  return {
    send: (what, work) => {
      if (underWay.size >= most) {
        onLeft(what);
        return false;
      }
      const errand = run(what, work).finally(() => underWay.delete(errand));
      underWay.add(errand);
      return true;
    },
    settled: async () => {
      await Promise.all(underWay);
    },
  };
}

/** Who is away needs no stack: it may be away for many errands. */
function why(error: unknown): Readonly<Record<string, unknown>> {
  if (isDatabaseAway(error)) return { away: 'PostgreSQL' };
  return isTemporalAway(error) ? { away: 'Temporal' } : { error: traceOf(error) };
}
