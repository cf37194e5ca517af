import { testType, type WebhookEvent } from '../../webhooks/event.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Waits after the first, second, … failed attempt: eleven attempts in two days. */
export const retryWaitsMs: readonly number[] = [
  ...[5 * second, minute, 5 * minute, 30 * minute],
  ...[1, 2, 4, 8, 12, 20].map((hours) => hours * hour),
];

/** No receiver may put us off for longer. */
const longestAskedForMs = 12 * hour;

/**
 * Milliseconds until the next attempt, or null where there is none left; tests have one only. At least as long as the
 * receiver asked for (`Retry-After`), and up to a tenth longer, so that attempts do not come in waves. Pure.
 */
export function retryInMs(
  { type }: Pick<WebhookEvent, 'type'>,
  failed: { readonly attempt: number; readonly askedForMs: number | null },
  random: number,
): number | null {
  const wait = type === testType ? undefined : retryWaitsMs[failed.attempt - 1];
  if (wait === undefined) return null;
  const asked = Math.min(failed.askedForMs ?? 0, longestAskedForMs);
  return Math.round(Math.max(wait, asked) * (1 + random / 10));
}
