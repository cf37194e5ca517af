import type { Queries } from '../client.ts';
import type { Kept } from './door.ts';
import { mended } from './schema.ts';

/** The input field that a person mended. `epoch` is the one it opened. Read with the rest of a call's data. */
export interface Mended {
  readonly route: string;
  readonly step: string;
  readonly instance: number;
  readonly epoch: number;
  readonly field: string;
  readonly value: unknown;
}

/** The first value stored for an epoch stays: within one epoch the request never changes. */
export async function storeMended(tx: Queries, value: Mended & Kept): Promise<void> {
  await tx.insert(mended).values(value).onConflictDoNothing();
}
