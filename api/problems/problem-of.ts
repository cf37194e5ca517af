import { isDatabaseAway } from '../../db/away.ts';
import { isObject } from '../checks/pointers.ts';
import { Problem } from './problem.ts';

/** What any error means to the caller. An unknown one is `internal`: its message may hold anything and goes nowhere. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isDatabaseAway(error)) return new Problem('unavailable', { retryAfter: 5, needs: 'PostgreSQL' });
  // Express could not read the address.
  return new Problem(isObject(error) && error['name'] === 'URIError' ? 'broken-request' : 'internal');
}

/** An error as it may be logged: its kinds and where it came from. Messages may hold values, so they are left out. */
export function traceOf(error: unknown): Record<string, unknown> {
  if (!isObject(error)) return { name: typeof error };
  const { name, code, stack, cause } = error;
  return {
    name,
    code,
    at: String(stack)
      .split('\n')
      .filter((line) => line.startsWith('    at ')),
    ...(cause === undefined ? {} : { cause: traceOf(cause) }),
  };
}
