import type { Placeholder, SQL } from 'drizzle-orm';
import { sql } from './drizzle.cjs';
import { gates } from './own-schema.ts';

/** A request must have left so soon after the instant of its place; later, it needs another one. */
export const leaveWithinMs = 150;
/** By so much more the way of one request may be longer than that of another. */
const wayMs = 100;

/**
 * How many places there are a second, evenly apart. As many as the limit would be too many: a request that lingers on
 * its way arrives within one second with those that left later. So that many are given in a second and the longest delay.
 */
export function placesPerSecond(perSecond: number): number {
  return (perSecond * 1_000) / (1_000 + leaveWithinMs + wayMs);
}

/** Places that have come by now; below zero, so many are promised ahead. One waits at most. */
export function filledUp(rate: number | Placeholder): SQL {
  return sql`least(1::float8, ${gates.tokens}
    + extract(epoch from clock_timestamp() - ${gates.refilledAt})::float8 * ${rate}::float8)`;
}
