import { hash } from 'node:crypto';

/** Numbers from 0 up to, but not including, 1 that look random and are always the same for the same words. */
export type Random = () => number;

/** A small generator (mulberry32): thousands of draws in no time. */
export function randomOf(...words: readonly string[]): Random {
  let state = Number.parseInt(hash('sha256', JSON.stringify(words)).slice(0, 8), 16);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** In another order, each as likely as any other. */
export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}
