const longestMs = 60 * 60_000;

/** Reads a Retry-After header, seconds or an HTTP date, as milliseconds; at most an hour. Null where it says nothing. */
export function retryAfterMs(
  header: string | string[] | undefined,
  now: () => number = Date.now,
): number | null {
  if (typeof header !== 'string' || header.trim() === '') return null;
  const ms = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now();
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), longestMs);
}
