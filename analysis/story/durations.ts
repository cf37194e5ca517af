const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** Milliseconds in words, by the two greatest units: `3 days 4 hours`. */
export function durationOf(ms: number): string {
  const first = units.findIndex(([, length]) => ms >= length);
  const unit = units[first];
  if (unit === undefined) return 'less than a second';
  const next = units[first + 1];
  const small = next === undefined ? 0 : Math.floor((ms % unit[1]) / next[1]);
  const great = many(Math.floor(ms / unit[1]), unit[0]);
  return next === undefined || small === 0 ? great : `${great} ${many(small, next[0])}`;
}

export const many = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;
