/** Asks at most once in `forMs` and gives everybody that answer: readiness is asked by many, and often. */
export function remembered<T>(
  ask: () => Promise<T>,
  forMs: number,
  nowMs: () => number = Date.now,
): () => Promise<T> {
  let last: { readonly at: number; readonly answer: Promise<T> } | undefined;
  return async () => {
    if (last === undefined || nowMs() - last.at >= forMs) last = { at: nowMs(), answer: ask() };
    return last.answer;
  };
}
