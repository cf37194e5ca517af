import type { Condition } from './conditions.ts';
import type { Reads } from './facts.ts';

/** All that a condition asks about: paths by content, paths by presence, and steps whose end it names. */
export interface Asked extends Reads {
  readonly done: readonly string[];
  readonly refused: readonly string[];
}

/** Lists what a condition asks about, without repeats, in the order of writing. */
export function askedBy(condition: Condition | null | undefined): Asked {
  const leaves = condition ? leavesOf(condition) : [];
  return {
    values: unique(leaves.flatMap(comparedPath)),
    present: unique(leaves.flatMap((leaf) => ('present' in leaf ? [leaf.present] : []))),
    done: unique(leaves.flatMap((leaf) => ('done' in leaf ? [leaf.done] : []))),
    refused: unique(leaves.flatMap((leaf) => ('refused' in leaf ? [leaf.refused] : []))),
  };
}

/** What several conditions read below one place (`event`, a step, `item`), with paths relative to it. */
export function readsBelow(place: string, conditions: readonly (Condition | undefined)[]): Reads {
  const asked = conditions.map(askedBy);
  const below = (paths: readonly string[]) =>
    unique(paths.filter((path) => path.startsWith(`${place}.`)).map((path) => path.slice(place.length + 1)));
  return {
    values: below(asked.flatMap(({ values }) => values)),
    present: below(asked.flatMap(({ present }) => present)),
  };
}

/** What must be there for a condition to hold: paths it compares or asks for, and steps that it wants done. */
export function surelyGiven(condition: Condition | null | undefined): readonly string[] {
  if (!condition || 'any' in condition || 'not' in condition) return [];
  if ('all' in condition) return condition.all.flatMap(surelyGiven);
  const { values, present, done } = askedBy(condition);
  return [...values, ...present, ...done];
}

function leavesOf(condition: Condition): readonly Condition[] {
  if ('all' in condition) return condition.all.flatMap(leavesOf);
  if ('any' in condition) return condition.any.flatMap(leavesOf);
  if ('not' in condition) return leavesOf(condition.not);
  return [condition];
}

function comparedPath(leaf: Condition): string[] {
  if ('is' in leaf) return [leaf.is[0]];
  if ('isOneOf' in leaf) return [leaf.isOneOf[0]];
  if ('includes' in leaf) return [leaf.includes[0]];
  return [];
}

function unique(paths: readonly string[]): string[] {
  return [...new Set(paths)];
}
