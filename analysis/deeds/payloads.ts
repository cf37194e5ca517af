import { defaultPayloadConverter } from '@temporalio/common';
import type { History, Payload } from '@temporalio/common/lib/proto-utils.js';

export type Event = NonNullable<History['events']>[number];
type Payloads = { readonly payloads?: readonly Payload[] | null } | null | undefined;

/** The first value of what was sent; undefined where there is none that can be read. */
export function valueIn(sent: Payloads): unknown {
  return valueOf(sent?.payloads?.[0]);
}

export function valueOf(payload: Payload | null | undefined): unknown {
  if (payload === null || payload === undefined) return undefined;
  try {
    return defaultPayloadConverter.fromPayload<unknown>(payload);
  } catch {
    return undefined;
  }
}

interface Stamp {
  /** A Long, or a number. */
  readonly seconds?: { toString(): string } | number | null;
  readonly nanos?: number | null;
}

/** An instant as Temporal writes it; the beginning of time where there is none that can be read. */
export function instantOf(stamp: Stamp | null | undefined): Date {
  const seconds = Number(stamp?.seconds?.toString() ?? Number.NaN);
  if (Number.isNaN(seconds)) return new Date(0);
  return new Date(seconds * 1000 + Math.floor((stamp?.nanos ?? 0) / 1_000_000));
}
