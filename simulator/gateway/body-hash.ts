import { createHash } from 'node:crypto';

/** Tells whether two bodies say the same; the order of fields does not matter. */
export function bodyHash(body: unknown): string {
  const ordered = JSON.stringify(body, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
  return createHash('sha256').update(ordered).digest('hex');
}
