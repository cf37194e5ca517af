import { isObject } from '../checks/pointers.ts';
import { Problem } from './problem.ts';

/** PostgreSQL and network codes that say "not now": connection lost or refused, shutting down, full, read-only, deadlock. */
const notNow =
  /^(ECONN\w+|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|08\w{3}|53\w{3}|57P0\d|57014|25006|40001|40P01)$/;
/** What node-postgres says without a code. */
const connectionLost =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** What any error means to the caller. An unknown one is `internal`: its message may hold anything and goes nowhere. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isDatabaseAway(error)) return new Problem('unavailable', { retryAfter: 5 });
  // Express could not read the address.
  return new Problem(isObject(error) && error['name'] === 'URIError' ? 'broken-request' : 'internal');
}

/** True where the error, or one it was caused by, says that PostgreSQL cannot be reached or used just now. */
export function isDatabaseAway(error: unknown): boolean {
  // Not by `instanceof`: errors of Node itself may come from another realm.
  if (!isObject(error)) return false;
  if (notNow.test(String(error['code'])) || connectionLost.test(String(error['message']))) return true;
  return isDatabaseAway(error['cause']);
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
