import type { Deed } from '../deeds/index.ts';

/**
 * Deeds in the order in which they happened. A history has calls and messages at the end of the piece of work that took
 * them up, and quick results by a clock that starts anew with each piece: a message comes before what follows from it,
 * and what follows from a quick result not before it. Pure.
 */
export function inOrder(deeds: readonly Deed[]): readonly Deed[] {
  const next = nextQuick(deeds);
  let latest = 0;
  return deeds
    .map((deed, index): Deed => {
      if (deed.is === 'message') return { ...deed, at: earlier(deed.at, next[index]) };
      if (!isQuick(deed)) return deed;
      latest = Math.max(latest, deed.at.getTime());
      return { ...deed, at: new Date(latest) };
    })
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
}

/** For each deed, when the next quick result came after it in the history. */
function nextQuick(deeds: readonly Deed[]): readonly (Date | undefined)[] {
  let next: Date | undefined;
  return deeds
    .toReversed()
    .map((deed) => {
      const after = next;
      if (isQuick(deed)) next = deed.at;
      return after;
    })
    .toReversed();
}

const isQuick = (deed: Deed): boolean => deed.is === 'gave' && deed.call === null;

const earlier = (one: Date, other: Date | undefined): Date =>
  other !== undefined && other < one ? other : one;
