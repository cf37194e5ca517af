import type { Rows } from '../look/rows.ts';
import type { Conduct } from '../people/journey.ts';
import type { Evidence, Verdict, Violation } from './check.ts';

type Route = Rows['routes'][number];
type Step = Rows['steps'][number];

/** No route is lost: each that was accepted is closed, or waits for people who are named; none runs twice. */
export function closedOrWaiting({ accepted, acceptedBefore, rows }: Evidence): Verdict {
  const open = openRoutes({ accepted, rows });
  const known = new Set(rows.routes.map(({ id }) => id));
  const lost = [...new Set([...accepted.keys(), ...acceptedBefore])].filter((id) => !known.has(id));
  const extra = rows.routes.filter(({ id }) => !accepted.has(id));
  const outcomes = Object.groupBy(rows.routes, ({ state, outcome }) => outcome ?? state);
  const counts = Object.entries(outcomes).map(([outcome, list]) => `${list.length} ${outcome}`);
  return {
    check: 'every accepted route is closed or waits for a named human',
    counted: `${accepted.size} accepted: ${counts.sort().join(', ')}`,
    violations: [
      ...lost.map((route) => ({ route, what: 'was accepted and is not there' })),
      ...extra.map(({ id }) => ({
        route: id,
        what: 'is there and nobody was told: one start made two routes',
      })),
      ...open.flatMap(whyNotQuiet),
    ],
  };
}

/** True when nothing moves any more: whoever is still open waits for people who will not come. */
export function isQuiet(evidence: Pick<Evidence, 'accepted' | 'rows'>): boolean {
  return openRoutes(evidence).every((one) => whyNotQuiet(one).length === 0);
}

interface Open {
  readonly route: Route;
  readonly conduct: Conduct | undefined;
  readonly steps: readonly Step[];
  readonly tasks: Rows['tasks'];
  /** Steps that begin on a day yet to come. */
  readonly notYet: ReadonlySet<string>;
}

function openRoutes({ accepted, rows }: Pick<Evidence, 'accepted' | 'rows'>): readonly Open[] {
  const steps = Map.groupBy(rows.steps, ({ route }) => route);
  const tasks = Map.groupBy(rows.tasks, ({ route }) => route);
  const compiled = new Map(rows.definitions.map((one) => [one.hash, one.compiled]));
  return rows.routes
    .filter(({ state }) => state === 'open')
    .map((route) => {
      const defined = Object.entries(compiled.get(route.definition)?.steps ?? {});
      const notYet = new Set(defined.filter(([, { after }]) => after !== null).map(([id]) => id));
      const conduct = accepted.get(route.id)?.conduct;
      return { route, conduct, steps: steps.get(route.id) ?? [], tasks: tasks.get(route.id) ?? [], notYet };
    });
}

function whyNotQuiet({ route, conduct, steps, tasks, notYet }: Open): Violation[] {
  const moving = steps.filter(
    ({ status, step, endedAt }) =>
      endedAt === null && !notYet.has(step) && (status === 'in-progress' || status === 'waiting-for-agency'),
  );
  const unseen = steps.filter(
    ({ status, step, instance }) =>
      (status === 'stuck' || status === 'waiting-for-person') &&
      !tasks.some((task) => task.step === step && task.instance === instance),
  );
  const willCome = tasks.filter(({ team }) =>
    team === null ? conduct?.people !== 'never' : conduct?.officers !== 'leave',
  );
  return [
    ...willCome.map(({ step, kind, team }) => ({
      route: route.id,
      what: `step ${step} still waits for ${team ?? 'a person'} (${kind}), who did what was to be done`,
    })),
    ...(tasks.length === 0 ? [{ route: route.id, what: 'is open, and it is nobody’s turn' }] : []),
    ...moving.map(({ step, status }) => ({ route: route.id, what: `step ${step} is still ${status}` })),
    ...unseen.map(({ step, status }) => ({
      route: route.id,
      what: `step ${step} is ${status} without a task`,
    })),
  ];
}
