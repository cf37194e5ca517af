import type { RequestHandler } from 'express';

/** Requests that are being answered, also those whose callers have hung up or were cut off. */
export interface UnderWay {
  track(answering: Promise<void>): Promise<void>;
  /** Resolves when none is left: only then may what they work with be closed. */
  settled(): Promise<void>;
}

export function createUnderWay(): UnderWay {
  const all = new Set<Promise<void>>();
  return {
    track: (answering) => {
      const tracked = answering.finally(() => all.delete(tracked));
      all.add(tracked);
      return tracked;
    },
    settled: async () => {
      while (all.size > 0) await Promise.allSettled(all);
    },
  };
}

/** A process that ends takes no further request over connections that are open: callers go to another one. */
export function closeWhenEnding(isOpen: () => boolean): RequestHandler {
  return (_request, response, next) => {
    if (!isOpen()) response.set('Connection', 'close');
    next();
  };
}
