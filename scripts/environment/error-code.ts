/** Node's code of an error (`EADDRINUSE`, `EEXIST`, …); undefined for anything else. */
export function errorCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
