import type { Payload } from '@temporalio/common/lib/proto-utils.js';

type Json = Readonly<Record<string, unknown>>;

/** What a payload says, as an object; an empty one where it is none, or cannot be read. */
export function jsonOf(payload: Payload | null | undefined): Json {
  const value = valueOf(payload);
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

/** What a payload says, as a word; empty where it is none. */
export function wordOf(payload: Payload | null | undefined): string {
  const value = valueOf(payload);
  return typeof value === 'string' ? value : '';
}

function valueOf(payload: Payload | null | undefined): unknown {
  try {
    return payload?.data ? JSON.parse(Buffer.from(payload.data).toString('utf8')) : undefined;
  } catch {
    return undefined;
  }
}
