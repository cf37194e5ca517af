import type { Condition } from './conditions.ts';

/** A condition as an analyst would read it aloud, e.g. `marriage.married is true and event.father is given`. */
export function inWords(condition: Condition): string {
  if ('all' in condition) return joined(condition.all, ' and ');
  if ('any' in condition) return joined(condition.any, ' or ');
  if ('not' in condition) return negated(condition.not);
  if ('present' in condition) return `${condition.present} is given`;
  if ('done' in condition) return `${condition.done} is done`;
  if ('refused' in condition) return `${condition.refused} is refused`;
  return compared(condition);
}

type Comparison = Extract<Condition, { is: unknown } | { isOneOf: unknown } | { includes: unknown }>;

function compared(condition: Comparison): string {
  if ('is' in condition) return `${condition.is[0]} is ${String(condition.is[1])}`;
  if ('isOneOf' in condition) return `${condition.isOneOf[0]} is ${condition.isOneOf[1].join(' or ')}`;
  return `${condition.includes[0]} has ${String(condition.includes[1])}`;
}

function negated(condition: Condition): string {
  if ('present' in condition) return `${condition.present} is not given`;
  if ('is' in condition) return `${condition.is[0]} is not ${String(condition.is[1])}`;
  return `not (${inWords(condition)})`;
}

function joined(parts: readonly Condition[], word: string): string {
  return parts
    .map((part) => ('all' in part || 'any' in part ? `(${inWords(part)})` : inWords(part)))
    .join(word);
}
