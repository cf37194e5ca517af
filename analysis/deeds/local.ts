import { z } from 'zod';
import type { Deed } from './deed.ts';
import { type Event, instantOf, valueIn } from './payloads.ts';
import { readResult } from './results.ts';

/** How the SDK marks the end of a local activity: all of it in one event. */
const Marked = z.object({
  activity_type: z.string(),
  complete_time: z.object({ seconds: z.number(), nanos: z.number() }).nullish(),
});

/** A local activity that came to its end; null for every other event. */
export function localDeed(event: Event): Deed | null {
  const marker = event.markerRecordedEventAttributes;
  if (marker?.markerName !== 'core_local_activity') return null;
  const marked = Marked.safeParse(valueIn(marker.details?.['data'])).data;
  if (marked === undefined) return null;
  const activity = marked.activity_type;
  const whole = { at: instantOf(marked.complete_time ?? event.eventTime), activity, call: null };
  if (marker.failure) return { is: 'failed', ...whole, because: typeOf(marker.failure) };
  return { is: 'gave', ...whole, told: readResult(activity, valueIn(marker.details?.['result'])) };
}

type Failure = NonNullable<NonNullable<Event['markerRecordedEventAttributes']>['failure']>;

const typeOf = (failure: Failure): string => failure.applicationFailureInfo?.type ?? 'timeout';
