import { Gauge, Registry } from 'prom-client';
import type { Database } from '../db/client.ts';
import { longestUnkeptSeconds } from '../db/histories.ts';

/**
 * Metrics on the keeping of histories, as Prometheus reads them; asks the database at each look; while it is away the last
 * number stays.
 */
export function historyMetrics({ orm }: Database): () => Promise<string> {
  const register = new Registry();
  new Gauge({
    name: 'hayot_oldest_unkept_history_seconds',
    help: 'For how long the history of the route that closed first lies in Temporal only; 0 where all are kept.',
    registers: [register],
    async collect() {
      const seconds = await longestUnkeptSeconds(orm).catch(() => undefined);
      if (seconds !== undefined) this.set(seconds);
    },
  });
  return () => register.metrics();
}
