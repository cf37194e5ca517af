/** A clock that ends a call, and stands still while the call waits for its turn. */
export interface Bound {
  readonly signal: AbortSignal;
  /** The clock stands while `wait` lasts. */
  readonly pausedBy: <T>(wait: () => Promise<T>) => Promise<T>;
  readonly end: () => void;
}

/** Aborts after `ms`, or when `outer` does, which never stands still. */
export function boundBy(ms: number, outer: AbortSignal): Bound {
  const own = new AbortController();
  const expire = () => {
    own.abort();
  };
  let leftMs = ms;
  let since = performance.now();
  let timer = setTimeout(expire, leftMs);
  return {
    signal: AbortSignal.any([own.signal, outer]),
    pausedBy: async (wait) => {
      clearTimeout(timer);
      leftMs -= performance.now() - since;
      try {
        return await wait();
      } finally {
        since = performance.now();
        timer = setTimeout(expire, Math.max(0, leftMs));
      }
    },
    end: () => {
      clearTimeout(timer);
    },
  };
}
