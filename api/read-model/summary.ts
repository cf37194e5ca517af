import type { RouteHead } from '../../db/route-view.ts';
import { say } from '../../catalogue/texts.ts';
import type { RefusalKit } from './refusal.ts';

type Row = Pick<
  RouteHead,
  | 'id'
  | 'lifeEvent'
  | 'version'
  | 'state'
  | 'outcome'
  | 'reason'
  | 'health'
  | 'seq'
  | 'startedAt'
  | 'closedAt'
  | 'nextDeadline'
>;

/** Where a route stands, as both the read model and lists begin. */
export function stateOf(row: Row, { catalogue, language }: Pick<RefusalKit, 'catalogue' | 'language'>) {
  return {
    id: row.id,
    lifeEvent: row.lifeEvent,
    version: row.version,
    state: row.state,
    outcome: row.outcome,
    reason: row.reason,
    reasonText: row.reason && say(catalogue, language, `reason.${row.reason}`),
    health: row.health,
    seq: row.seq,
    startedAt: row.startedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    nextDeadline: row.nextDeadline?.toISOString() ?? null,
  };
}
