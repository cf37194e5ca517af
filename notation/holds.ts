import type { Condition, Comparable } from './conditions.ts';
import { type Facts, type FactValue } from './facts.ts';

/** How a step ended, as conditions see it. */
export type End = 'done' | 'refused' | 'skipped' | 'undone';

/** What a condition is judged on: values by path, and how named steps ended. */
export interface Known {
  readonly facts: Facts;
  readonly ends: Readonly<Record<string, End | undefined>>;
}

/** Judges a condition. Pure, without imports at run time: the workflow, rules and what-if share it. */
export function holds(condition: Condition, known: Known): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, known));
  if ('any' in condition) return condition.any.some((part) => holds(part, known));
  if ('not' in condition) return !holds(condition.not, known);
  return answers(condition, known);
}

type Question = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>;

function answers(condition: Question, known: Known): boolean {
  if ('is' in condition) return known.facts[condition.is[0]] === condition.is[1];
  if ('isOneOf' in condition) return contains(condition.isOneOf[1], known.facts[condition.isOneOf[0]]);
  if ('includes' in condition) return contains(known.facts[condition.includes[0]], condition.includes[1]);
  if ('present' in condition) return known.facts[`?${condition.present}`] === true;
  if ('done' in condition) return known.ends[condition.done] === 'done';
  return known.ends[condition.refused] === 'refused';
}

function contains(list: FactValue | readonly Comparable[] | undefined, value: unknown): boolean {
  return Array.isArray(list) && (list as readonly unknown[]).includes(value);
}
