/** ` Did you mean "x"?` where a known name is close to one that nobody knows; else nothing. */
export function didYouMean(unknown: string, known: readonly string[]): string {
  const close = known
    .map((name) => ({ name, distance: distanceBetween(unknown.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(unknown.length, name.length) * closeness)
    .sort((a, b) => a.distance - b.distance);
  return close[0] === undefined ? '' : ` Did you mean "${close[0].name}"?`;
}

/** Part of a name that may be wrong: beyond it the names have nothing to do with each other. */
const closeness = 0.4;

/** Levenshtein: letters to put in, take out or exchange to make one word of the other. */
function distanceBetween(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, letter] of Array.from(one).entries()) {
    const line = [row + 1];
    for (const [column, opposite] of Array.from(other).entries()) {
      const exchanged = (above[column] ?? 0) + (letter === opposite ? 0 : 1);
      line.push(Math.min(exchanged, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1));
    }
    above = line;
  }
  return above.at(-1) ?? 0;
}
