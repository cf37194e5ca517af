import type { Verdict } from './check.ts';

/** What makes a run worth its name. */
export interface Done {
  readonly routes: { readonly wanted: number; readonly accepted: number; readonly complete: number };
  readonly kills: { readonly wanted: number; readonly done: number };
  /** Requests that agencies met otherwise than they should. */
  readonly disturbed: number;
}

/** A run in which nothing happened proves nothing. */
export function enough({ routes, kills, disturbed }: Done): Verdict {
  const leastComplete = Math.ceil(routes.wanted / 4);
  const leastDisturbed = Math.ceil(routes.wanted / 10);
  const told = [
    [routes.accepted >= routes.wanted, `only ${routes.accepted} of ${routes.wanted} routes were accepted`],
    [routes.complete >= leastComplete, `only ${routes.complete} routes are complete, not ${leastComplete}`],
    [kills.done >= kills.wanted, `only ${kills.done} of ${kills.wanted} kills were done`],
    [disturbed >= leastDisturbed, `only ${disturbed} requests were disturbed, not ${leastDisturbed}`],
  ] as const;
  return {
    check: 'enough faults and enough successes',
    counted: `${routes.complete} complete, ${kills.done} kills, ${disturbed} disturbed requests`,
    violations: told.filter(([holds]) => !holds).map(([, what]) => ({ route: null, what })),
  };
}

/** People and officers get through, whatever happens. */
export function nobodyRefused(refused: readonly string[]): Verdict {
  return {
    check: 'nobody was turned away',
    counted: `${refused.length} were`,
    violations: refused.map((what) => ({ route: null, what })),
  };
}

/** Whoever was not ended has not ended. */
export function nobodyFell(lost: readonly string[]): Verdict {
  return {
    check: 'no process ended that nobody ended',
    counted: `${lost.length} did`,
    violations: lost.map((what) => ({ route: null, what })),
  };
}
