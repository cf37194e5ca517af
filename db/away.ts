/**
 * PostgreSQL and network codes that say "not now": connection lost or refused, shutting down, full, cut off by a time
 * bound (57014: a statement, 25P03: an idle transaction, 55P03: a lock), read-only, deadlock.
 */
const notNow =
  /^(ECONN\w+|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|08\w{3}|53\w{3}|57P0\d|57014|25P03|55P03|25006|40001|40P01)$/;
/** What node-postgres says without a code. */
const connectionLost =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** True where the error, or one it was caused by, says that PostgreSQL cannot be reached or used just now. */
export function isDatabaseAway(error: unknown): boolean {
  // Not by `instanceof`: errors of Node itself may come from another realm.
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, cause } = error as { code?: unknown; message?: unknown; cause?: unknown };
  return notNow.test(String(code)) || connectionLost.test(String(message)) || isDatabaseAway(cause);
}
