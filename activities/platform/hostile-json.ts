/** Deeper answers are refused: no contract needs more. */
export const deepestAnswer = 20;

export type Parsed = { readonly value: unknown } | { readonly fault: string };

/** Parses text from outside. The fault names what is wrong, never what was in it. */
export function parseHostileJson(text: string): Parsed {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: 'the answer is not JSON' };
  }
  const fault = faultOf(value);
  return fault === undefined ? { value } : { fault };
}

/** What makes parsed JSON unfit to be walked: too deep, or a key that could reach a prototype. */
export function faultOf(value: unknown): string | undefined {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepestAnswer) return `the answer is nested deeper than ${deepestAnswer} levels`;
    const objects = level.filter((part): part is object => typeof part === 'object' && part !== null);
    if (objects.some((part) => Object.hasOwn(part, '__proto__'))) {
      return 'the answer has a field named __proto__';
    }
    level = objects.flatMap((part) => Object.values(part) as unknown[]);
  }
  return undefined;
}
