import type { LedgerEntry } from '../look/ledger.ts';
import { tooLate } from './callbacks.ts';
import { type Evidence, partsOf, type Verdict, type Violation } from './check.ts';

type Keys = ReadonlyMap<string, readonly LedgerEntry[]>;

/** Exactly once for what is safe or looked up, at most once for what may never be repeated; no key with two bodies. */
export function effectsOnce(evidence: Evidence): Verdict[] {
  const requests = Map.groupBy(evidence.ledger, ({ key }) => key);
  const classOf = (list: readonly LedgerEntry[]) => evidence.services[list[0]?.service ?? '']?.repeat;
  const never = new Map([...requests].filter(([, list]) => classOf(list) === 'never'));
  const others = new Map([...requests].filter(([, list]) => classOf(list) !== 'never'));
  const { requests: seen, keysWithTwoBodies } = evidence.summary;
  return [
    {
      check: 'effects exactly once for safe and look-up services',
      counted: `${countOf(others)} effects under ${others.size} keys`,
      violations: [...twice(others), ...without(evidence, { others, never })],
    },
    {
      check: 'effects at most once for services that may never be repeated',
      counted: `${countOf(never)} effects under ${never.size} keys`,
      violations: twice(never),
    },
    {
      check: 'no key with two bodies',
      counted: `${seen} requests, ${keysWithTwoBodies} such keys`,
      violations:
        keysWithTwoBodies === 0 ? [] : [{ route: null, what: `${keysWithTwoBodies} keys had two bodies` }],
    },
  ];
}

/**
 * What an agency did and no outcome tells of, in a route that is closed: not where it was taken back, and not where the
 * agency said so only after the route had closed. A plain `safe` call leaves no row before it is answered: what was sent in
 * a workflow task that was lost, before the route came another way, no row can tell of; where somebody died, an officer
 * looks after it.
 */
export function nothingUnseen({ ledger, rows, services, callbacks: { callbacks } }: Evidence): Verdict {
  const late = tooLate(rows);
  const saidLate = new Set(callbacks.filter(({ id }) => late.has(id)).map(({ key }) => key));
  const told = new Set(rows.outcomes.map(({ key }) => key));
  const closed = new Set(rows.routes.filter(({ state }) => state === 'closed').map(({ id }) => id));
  const died = new Set(rows.routes.filter(({ reason }) => reason === 'death').map(({ id }) => id));
  const neverBegun = new Set(
    rows.steps
      .filter(({ status, attempts }) => status === 'skipped' && attempts === 0)
      .map(({ route, step, instance }) => `${route}/${step}/${instance}`),
  );
  // What a register shows is nobody's act: a proof that is not waited for any more leaves nothing behind.
  const isProof = (service: string) => services[service]?.kind === 'proof';
  const leavesNoRow = new Set(
    ledger.flatMap(({ key, service }) => {
      const known = services[service];
      return known?.repeat === 'safe' && known.answers === 'at-once' ? [key] : [];
    }),
  );
  const mayBeLost = (key: string) =>
    leavesNoRow.has(key) && (died.has(partsOf(key).route) || neverBegun.has(partsOf(key).place));
  const effects = [
    ...new Set(ledger.filter(({ effect, service }) => effect && !isProof(service)).map(({ key }) => key)),
  ];
  // Whether somebody lives is asked anew for each attempt; it is no outcome of a step.
  const ofClosed = effects.filter((key) => closed.has(partsOf(key).route) && !key.includes('/alive/'));
  return {
    check: 'what an agency did for a closed route stands in our database',
    counted: `${ofClosed.length} effects`,
    violations: ofClosed
      .filter((key) => !told.has(key) && !told.has(`${key}/undo`) && !saidLate.has(key) && !mayBeLost(key))
      .map((key) => ({ route: partsOf(key).route, what: `${key} was done, and no outcome tells of it` })),
  };
}

const effectsIn = (list: readonly LedgerEntry[]) => list.filter(({ effect }) => effect);

function countOf(keys: Keys): number {
  return [...keys.values()].reduce((sum, list) => sum + effectsIn(list).length, 0);
}

function twice(keys: Keys): Violation[] {
  return [...keys].flatMap(([key, list]) => {
    const at = effectsIn(list).map((entry) => entry.at);
    if (at.length < 2) return [];
    return [{ route: partsOf(key).route, what: `${key} was done ${at.length} times: ${at.join(', ')}` }];
  });
}

/**
 * What we say an agency did must stand in its ledger; a register that says "no such thing" does nothing. Of a `never`
 * service only "at most once" is promised.
 */
function without(
  { rows }: Evidence,
  { others, never }: { readonly others: Keys; readonly never: Keys },
): Violation[] {
  const done = rows.outcomes.filter(({ end, decidedBy }) => end === 'done' && decidedBy === 'agency');
  return done.flatMap(({ key, route }) => {
    const isFounded = others.get(key)?.some(({ effect, answer }) => effect || answer.is === 'not-found');
    return isFounded === true || never.has(key)
      ? []
      : [{ route, what: `${key} is done here, and was never done there` }];
  });
}
