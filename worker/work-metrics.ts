import { Counter, Registry } from 'prom-client';
import type { Platform } from '../activities/platform/index.ts';
import type { Result } from '../activities/webhooks/sender.ts';
import type { Came } from './look-after.ts';

/** What this process counts of its own work. */
export interface WorkMetrics {
  /** Text for Prometheus. */
  readonly text: () => Promise<string>;
  /** What a duty did in one round. */
  readonly came: Came;
  /** An attempt to deliver a webhook. */
  readonly delivered: (result: Result) => void;
  /** The same platform, with what agencies answer counted. */
  readonly counting: (platform: Platform) => Platform;
}

/** Labels are words of ours and ids of agencies. */
export function createWorkMetrics(): WorkMetrics {
  const registry = new Registry();
  const registers = [registry];
  const upkeep = new Counter({
    name: 'hayot_upkeep_total',
    help: 'What the reconciler and the other duties found and did, by duty; `round-failed` are rounds left for the next.',
    labelNames: ['duty', 'did'],
    registers,
  });
  const answers = new Counter({
    name: 'hayot_agency_answers_total',
    help: 'What requests to agencies came to, by agency: their answer, or timeout, down, reset, throttled, token.',
    labelNames: ['agency', 'answer'],
    registers,
  });
  const deliveries = new Counter({
    name: 'hayot_webhook_deliveries_total',
    help: 'Attempts to deliver webhooks, by what came of them.',
    labelNames: ['result'],
    registers,
  });
  return {
    text: () => registry.metrics(),
    delivered: (result) => {
      deliveries.inc({ result });
    },
    came: (duty, result) => {
      for (const [did, times] of countsOf(result)) upkeep.inc({ duty, did }, times);
    },
    counting: (platform) => ({
      ...platform,
      call: async (call) => {
        const answer = await platform.call(call);
        const kind = answer.is === 'unavailable' ? answer.because : answer.is;
        answers.inc({ agency: call.agency, answer: kind });
        return answer;
      },
    }),
  };
}

/** The numbers in what a duty gives back. A round that was given up midway is left for the next, too. */
function countsOf(result: unknown): [string, number][] {
  if (result === 'failed') return [['round-failed', 1]];
  if (typeof result !== 'object' || result === null) return [];
  return Object.entries(result).flatMap(([did, times]: [string, unknown]) => {
    if (did === 'gaveUp' && times === true) return [['round-failed', 1]];
    return typeof times === 'number' && times > 0 ? [[did, times]] : [];
  });
}
