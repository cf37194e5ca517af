import type { CompiledRoute } from '../../notation/compiled-route.ts';
import type { LedgerEntry } from '../look/ledger.ts';
import { type Evidence, partsOf, type Verdict, type Violation } from './check.ts';

/** Each act is taken back once at most, never before it was done, and what rests on another act before that one. */
export function undosInReverse({ ledger, rows }: Evidence): Verdict {
  const effects = ledger.filter(({ effect }) => effect);
  const undos = effects.filter(({ key }) => partsOf(key).isUndo);
  const definitionOf = new Map(rows.routes.map(({ id, definition }) => [id, definition]));
  const compiled = new Map(rows.definitions.map((one) => [one.hash, one.compiled]));
  const routes = Map.groupBy(undos, ({ route }) => route);
  return {
    check: 'undos once and in reverse',
    counted: `${undos.length} undos in ${routes.size} routes`,
    violations: [
      ...ofMoreThanOnce(undos),
      ...undos.flatMap((undo) => wasDone(undo, effects)),
      ...[...routes].flatMap(([route, list]) =>
        outOfOrder(list, compiled.get(definitionOf.get(route) ?? '')),
      ),
    ],
  };
}

function ofMoreThanOnce(undos: readonly LedgerEntry[]): Violation[] {
  const places = Map.groupBy(undos, ({ key }) => partsOf(key).place);
  return [...places]
    .filter(([, list]) => list.length > 1)
    .map(([place, list]) => ({
      route: partsOf(place).route,
      what: `${place} was taken back ${list.length} times`,
    }));
}

function wasDone({ key, route, at }: LedgerEntry, effects: readonly LedgerEntry[]): Violation[] {
  const act = key.slice(0, -'/undo'.length);
  const done = effects.find((one) => one.key === act);
  if (done !== undefined && done.at <= at) return [];
  return [{ route, what: `${key} took back what had not been done` }];
}

/** The ledger's order is the order in which the agencies did it. */
function outOfOrder(undos: readonly LedgerEntry[], definition: CompiledRoute | undefined): Violation[] {
  const steps = undos.map(({ key, route }) => ({ step: partsOf(key).step, route }));
  return steps.flatMap(({ step, route }, index) =>
    steps
      .slice(index + 1)
      .filter((later) => restsOn(definition, later.step, step))
      .map((later) => ({ route, what: `${step} was taken back before ${later.step}, which rests on it` })),
  );
}

function restsOn(definition: CompiledRoute | undefined, step: string, on: string): boolean {
  const needs = definition?.steps[step]?.needs ?? [];
  return needs.includes(on) || needs.some((need) => restsOn(definition, need, on));
}
