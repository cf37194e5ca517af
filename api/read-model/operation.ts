import type { itemsOf, ListedOperation, movesOf, OperationRow } from '../../db/operations/read.ts';
import type { Operation, OperationSummary } from '../schemas/operation.ts';

type Items = Awaited<ReturnType<typeof itemsOf>>['items'];
type Moves = Awaited<ReturnType<typeof movesOf>>;

/** An operation as officers read it, with a page of what it is about. */
export function operationOf(
  row: OperationRow,
  { items, moves, next }: { readonly items: Items; readonly moves: Moves; readonly next: string | null },
): Operation {
  const { total, done, refused, failed } = row;
  return {
    ...summaryOfOperation(row),
    ...{ total, done, refused, failed },
    endedAt: endOf(row)?.toISOString() ?? null,
    items: items.map((item) => itemOf(item, moves)),
    next,
  };
}

/** An operation as both its page and lists begin. */
export function summaryOfOperation(row: Omit<ListedOperation, 'at'>): OperationSummary {
  const { id, action, filter, startedAt, actor, role, team } = row;
  return {
    ...{ id, action, filter, state: stateOf(row) },
    startedAt: startedAt.toISOString(),
    by: { actor, role, team },
    links: linksOfOperation(id),
  };
}

function itemOf({ route, step, instance, state, why, client: portal }: Items[number], moves: Moves) {
  const moved = moves
    .filter((move) => move.route === route)
    .map(({ step: of, instance: which, from, to }) => ({
      ...{ step: of, instance: which },
      from: from?.toISOString() ?? null,
      to: to?.toISOString() ?? null,
    }));
  return { route, step, instance, state, why, moved, portal };
}

export const linksOfOperation = (id: string): Record<string, string> => ({
  self: `/v1/operations/${id}`,
  stop: `/v1/operations/${id}/stop`,
});

/** Told from its items, so that it cannot contradict them. */
export function stateOf({
  stoppedAt,
  waiting,
}: Pick<OperationRow, 'stoppedAt' | 'waiting'>): Operation['state'] {
  if (stoppedAt !== null) return 'stopped';
  return waiting > 0 ? 'running' : 'done';
}

function endOf(row: OperationRow): Date | null {
  if (stateOf(row) === 'running') return null;
  return row.stoppedAt ?? row.lastAt ?? row.startedAt;
}
