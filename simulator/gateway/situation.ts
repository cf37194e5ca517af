import type { Situation } from '../../notation/service.ts';
import { valueAt } from '../../notation/facts.ts';
import type { WiredService } from './wired-service.ts';

/**
 * The agreed situation of a request: digits 11 to 13 of the personal number of whom it is about, or else of any other
 * person it names, as the service's table has them.
 */
export function situationOf(
  service: WiredService,
  input: Readonly<Record<string, unknown>>,
): Situation | undefined {
  const table = service.situations ?? {};
  const subject = service.subject === undefined ? undefined : valueAt(input, service.subject);
  const agreed = [...numbersIn(subject), ...numbersIn(input)].map((number) => number.slice(10, 13));
  const digits = agreed.find((three) => Object.hasOwn(table, three));
  return digits === undefined ? undefined : table[digits];
}

function numbersIn(part: unknown): string[] {
  if (typeof part === 'string') return /^\d{14}$/.test(part) ? [part] : [];
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(numbersIn) : [];
}
