import { createHash } from 'node:crypto';
import type { Once } from '../../db/idempotency.ts';
import { keyedHash } from '../../db/personal/person-key.ts';
import { Problem } from '../problems/problem.ts';
import { isRecord } from '../checks/pointers.ts';

/** What makes a request the same request. */
export interface Asked {
  readonly account: string;
  readonly method: string;
  /** The path as sent, without its query. */
  readonly path: string;
  readonly pattern: string;
  readonly body: unknown;
}

/** Reads `Idempotency-Key`: 1 to 255 visible ASCII characters; throws the Problem where it is missing or malformed. */
export function onceOf(header: string | undefined, asked: Asked): Once {
  if (header === undefined || header === '') throw new Problem('idempotency-key-missing');
  // The IETF draft writes the key as a quoted string; plain ones are what clients send.
  const key = header.replace(/^"(.*)"$/, '$1');
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new Problem('idempotency-key-malformed');
  const { account, method, path, pattern, body } = asked;
  return {
    account,
    key,
    operation: `${method} ${pattern}`,
    bodyHash: keyedHash(`request:${method} ${path}\n${canonical(body)}`),
    id: uuidOf(`${account}\n${key}`),
  };
}

/** JSON with sorted keys: two spellings of one body are one body. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isRecord(value)) return JSON.stringify(value ?? null);
  const fields = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
