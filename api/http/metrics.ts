import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Observed } from './request-record.ts';

/** Numbers of this process for Prometheus. Labels are patterns and codes, never ids. */
export interface Metrics {
  readonly registry: Registry;
  readonly observe: (observed: Observed) => void;
  /** Requests that wait for a change of a route just now. */
  readonly waiting: Gauge;
  /** Callbacks whose signature or timestamp did not hold, by agency. */
  readonly callbacksForged: Counter<'agency'>;
  /** Callbacks that were not taken because enough of their like are kept, by agency. */
  readonly callbacksTurnedBack: Counter<'agency'>;
  /** Callbacks of unknown transactions that are kept of each agency at most. */
  readonly unknownCallbacksKept: Gauge;
  /** Starts that Temporal did not take at once: the reconciler starts them. */
  readonly startsLeft: Counter;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Histogram({
    name: 'hayot_http_request_seconds',
    help: 'Time to answer a request, by endpoint and status.',
    labelNames: ['method', 'path', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10, 30],
    registers,
  });
  return {
    registry,
    observe: ({ method, pattern, status, seconds }) => {
      requests.observe({ method: methods.has(method) ? method : 'other', path: pattern, status }, seconds);
    },
    waiting: new Gauge({
      name: 'hayot_http_waiting',
      help: 'Requests waiting for a route to change.',
      registers,
    }),
    ...callbackMetrics(registers),
    startsLeft: new Counter({
      name: 'hayot_starts_left_total',
      help: 'Accepted routes that could not be started at once.',
      registers,
    }),
  };
}

function callbackMetrics(registers: Registry[]) {
  return {
    callbacksForged: new Counter({
      name: 'hayot_callbacks_forged_total',
      help: 'Callbacks that were refused for their signature or timestamp, by the agency they claim to be from.',
      labelNames: ['agency'],
      registers,
    }),
    callbacksTurnedBack: new Counter({
      name: 'hayot_callbacks_turned_back_total',
      help: 'Callbacks that were not taken because as many of unknown transactions, or of theirs, are kept already.',
      labelNames: ['agency'],
      registers,
    }),
    unknownCallbacksKept: new Gauge({
      name: 'hayot_unknown_callbacks_kept_at_most',
      help: 'Callbacks of unknown transactions that are kept of each agency at most.',
      registers,
    }),
  };
}

/** A method is sent by the caller: unknown ones must not become labels. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
