import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { Logger } from 'pino';

/** What is known of a request beyond its method: nothing that could name or find a person. */
interface Known {
  readonly pattern: string;
  readonly role: string;
}

const known = new WeakMap<Response, Known>();

/** Notes which endpoint met the request, by the pattern of its path, and the caller's role. */
export function note(response: Response, what: Known): void {
  known.set(response, what);
}

export interface Observed extends Known {
  readonly method: string;
  readonly status: number;
  readonly seconds: number;
}

/**
 * Gives every request an id, tells `observe` how it ended, and logs one line. Never a body, token, query string or
 * path as sent: people write numbers into all of them.
 */
export function recordRequests(log: Logger, observe: (observed: Observed) => void): RequestHandler {
  return (request, response, next) => {
    const traceId = randomBytes(16).toString('hex');
    const begun = process.hrtime.bigint();
    response.set('X-Request-Id', traceId);
    response.once('close', () => {
      const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
      const { pattern, role } = known.get(response) ?? { pattern: 'unmatched', role: 'nobody' };
      const status = response.statusCode;
      observe({ method: request.method, pattern, role, status, seconds });
      log.info({
        traceId,
        method: request.method,
        path: pattern,
        role,
        status,
        ms: Math.round(seconds * 1000),
      });
    });
    next();
  };
}
