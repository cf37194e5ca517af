import { sql } from '../drizzle.cjs';
import type { Queries } from '../client.ts';
import { routes } from '../schema.ts';
import { decisions, taskAnswers } from './schema.ts';

/**
 * A request to an open route (a person's answer, an officer's decision, a withdrawal) whose sender never heard whether the
 * route has it. A lost workflow task may have written rows as if it had.
 */
export interface Unconfirmed {
  readonly id: string;
  readonly route: string;
}

/** Whoever tells a route hears from it within seconds, or not at all. */
export const checkAt = sql`now() + interval '1 minute'`;

/** The route has said that it has the request, or that it does not take it; or its rows have been compared. */
export async function confirmRequest(db: Queries, id: string): Promise<void> {
  await db.execute(sql`with answer as (update ${taskAnswers} set check_at = null where id = ${id})
    update ${decisions} set check_at = null where id = ${id}`);
}

/**
 * Claims so many requests that nobody has confirmed for a minute, those first that have waited longest; they are due
 * again a minute later. Those of closed routes are forgotten: their histories are compared in any case.
 */
export async function claimUnconfirmed(db: Queries, limit: number): Promise<Unconfirmed[]> {
  const claimed = [];
  for (const table of [taskAnswers, decisions]) {
    const { rows } = await db.execute<{ id: string; route: string; isOpen: boolean }>(sql`
      update ${table} as request
      set check_at = case when routes.state = 'open' then now() + interval '1 minute' end
      from (select id from ${table} where check_at < now() order by check_at limit ${limit}
        for update skip locked) as due, ${routes}
      where request.id = due.id and routes.id = request.route
      returning request.id, request.route, routes.state = 'open' as "isOpen"`);
    claimed.push(...rows.filter(({ isOpen }) => isOpen).map(({ id, route }) => ({ id, route })));
  }
  return claimed;
}
