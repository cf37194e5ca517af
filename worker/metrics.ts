import { Counter, Gauge, Registry } from 'prom-client';
import type { Result } from '../activities/webhooks/sender.ts';

/** What this process counts itself, beside the SDK's metrics. Labels are words of ours, never ids or addresses. */
export interface WorkerMetrics {
  readonly registry: Registry;
  readonly delivery: (result: Result) => void;
}

/** What is asked whenever somebody looks; while it cannot answer, the last number stays. */
export interface Asked {
  /** Seconds. */
  readonly oldestUndelivered: () => Promise<number>;
}

export function createWorkerMetrics({ oldestUndelivered }: Asked): WorkerMetrics {
  const registry = new Registry();
  const registers = [registry];
  const deliveries = new Counter({
    name: 'hayot_webhook_deliveries_total',
    help: 'Attempts to deliver webhooks, by what came of them.',
    labelNames: ['result'],
    registers,
  });
  new Gauge({
    name: 'hayot_webhook_oldest_undelivered_seconds',
    help: 'Age of the oldest news that its webhook has not taken; 0 where none waits.',
    registers,
    async collect() {
      const seconds = await oldestUndelivered().catch(() => undefined);
      if (seconds !== undefined) this.set(seconds);
    },
  });
  return {
    registry,
    delivery: (result) => {
      deliveries.inc({ result });
    },
  };
}
