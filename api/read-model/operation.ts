import type { itemsOf, OperationRow } from '../../db/operations/read.ts';
import type { Operation } from '../schemas/operation.ts';

type Items = Awaited<ReturnType<typeof itemsOf>>['items'];

/** An operation as officers read it, with a page of what it is about. */
export function operationOf(
  row: OperationRow,
  { items, next }: { readonly items: Items; readonly next: string | null },
): Operation {
  const { id, action, filter, total, done, refused, failed, startedAt, actor, role, team } = row;
  const state = stateOf(row);
  return {
    ...{ id, action, filter, state, total, done, refused, failed },
    startedAt: startedAt.toISOString(),
    endedAt: endOf(row)?.toISOString() ?? null,
    by: { actor, role, team },
    items: items.map(({ route, step, instance, state: stands, why }) => ({
      route,
      step,
      instance,
      state: stands,
      why,
    })),
    next,
    links: linksOfOperation(id),
  };
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
