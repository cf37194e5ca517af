import type { Outcome } from '../temporal/messages.ts';
import type { Queries } from './client.ts';
import { run } from './statement.ts';

/** How a route ends. */
export interface RouteEnd {
  readonly route: string;
  readonly seq: number;
  readonly outcome: Outcome;
  readonly reason: 'death' | null;
}

// Tasks first: everybody else takes them before the route.
const text = `with left_open as (
  update tasks set closed_at = now()
  where route = $1 and closed_at is null and ($4::text is null or kind <> 'officer')
  returning id
), closed as (
  update routes set state = 'closed', outcome = $3, reason = $4::text, seq = greatest(seq, $2::int),
    closed_at = coalesce(closed_at, now())
  where id = $1 and (state = 'open' or seq < $2::int) and (select count(*) from left_open) >= 0
  returning seq
)
select coalesce((select seq from closed), (select seq from routes where id = $1)) as seq`;

/**
 * Closes a route and what is still asked of anybody; after a death, what is an officer's stays. A route that was closed
 * under a higher counter stays as it was closed. Gives the counter that stands.
 */
export async function closeRouteRow(db: Queries, { route, seq, outcome, reason }: RouteEnd): Promise<number> {
  const values = [route, seq, outcome, reason];
  const [standing] = await run<{ seq: number | null }>(db, { name: 'close-route', text }, values);
  return standing?.seq ?? seq;
}
