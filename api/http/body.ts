import { Problem } from '../problems/problem.ts';

/** Levels of objects and lists in a body. */
const deepest = 20;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Bytes → text; anything but UTF-8 is broken JSON. */
export function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Problem('broken-json');
  }
}

/** Text → JSON. Throws a Problem: `broken-json` or `too-deep`. What stands in it, `checkAgainst` checks. */
export function parseJson(text: string): unknown {
  // Counted before parsing, so that no parser or walker of ours ever recurses deeper.
  if (depthOf(text) > deepest) throw new Problem('too-deep');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Problem('broken-json');
  }
}

/** What a bracket does to the depth. */
const steps: Readonly<Record<string, number>> = { '[': 1, '{': 1, ']': -1, '}': -1 };

/** Deepest nesting of brackets outside strings, in one pass. Exact for valid JSON; the parser refuses the rest. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === '"') inString = !inString;
    else if (inString) at += char === '\\' ? 1 : 0;
    else depth += steps[char] ?? 0;
    most = Math.max(most, depth);
  }
  return most;
}
