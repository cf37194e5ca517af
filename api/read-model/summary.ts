import type { RouteHead } from '../../db/route-view.ts';

type Row = Pick<
  RouteHead,
  | 'id'
  | 'lifeEvent'
  | 'version'
  | 'state'
  | 'outcome'
  | 'health'
  | 'seq'
  | 'startedAt'
  | 'closedAt'
  | 'nextDeadline'
>;

/** Where a route stands, as both the read model and lists begin. */
export function stateOf(row: Row) {
  return {
    id: row.id,
    lifeEvent: row.lifeEvent,
    version: row.version,
    state: row.state,
    outcome: row.outcome,
    health: row.health,
    seq: row.seq,
    startedAt: row.startedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    nextDeadline: row.nextDeadline?.toISOString() ?? null,
  };
}
