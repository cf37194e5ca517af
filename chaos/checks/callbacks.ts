import type { InboxRow, Rows } from '../look/rows.ts';
import { type Evidence, partsOf, type Verdict } from './check.ts';

/**
 * Each callback that was taken stands in the inbox once and was applied, unless its call had been settled by a look-up
 * before; what was forged stands nowhere.
 */
export function callbacksOnce({ callbacks: { callbacks, forged }, rows }: Evidence): Verdict {
  const kept = Map.groupBy(rows.inbox, ({ callbackId }) => callbackId);
  const known = new Set(callbacks.map(({ id }) => id));
  const late = tooLate(rows);
  const settled = new Set(rows.outcomes.map(({ key }) => key));
  const strange = [...kept.keys()].filter((id) => !known.has(id));
  return {
    check: 'each callback applied once, no forged one taken',
    counted: `${callbacks.length} owed, ${rows.inbox.length} taken, ${late.size} after their routes had closed, ${forged.sent} forged or too old`,
    violations: [
      ...callbacks.flatMap(({ id, key, delivered }) => {
        const { route } = partsOf(key);
        const mine = kept.get(id) ?? [];
        if (!delivered) return [{ route, what: `callback ${id} did not get to our API` }];
        if (mine.length !== 1)
          return [{ route, what: `callback ${id} stands ${mine.length} times in the inbox` }];
        return mine[0]?.applied === true || late.has(id) || settled.has(key)
          ? []
          : [{ route, what: `callback ${id} was not applied` }];
      }),
      ...strange.map((id) => ({ route: null, what: `callback ${id} was taken, and no agency sent it` })),
      ...(forged.taken === 0 ? [] : [{ route: null, what: `${forged.taken} forged callbacks were taken` }]),
    ],
  };
}

/** A route may close while an answer is on its way to it, for as long as Temporal was away. */
const onItsWayMs = 30_000;

/** Ids of callbacks whose routes had closed: they are kept, and told to nobody. */
export function tooLate({ inbox, routes }: Pick<Rows, 'inbox' | 'routes'>): ReadonlySet<string> {
  const closedAt = new Map(routes.map((route) => [route.id, route.closedAt?.getTime()]));
  const isLate = ({ route, receivedAt, applied }: InboxRow) =>
    !applied && receivedAt.getTime() > (closedAt.get(route ?? '') ?? Infinity) - onItsWayMs;
  return new Set(inbox.filter(isLate).map(({ callbackId }) => callbackId));
}
