import type { Surroundings } from './world.ts';

const everyMs = 2_000;

/** Tells Temporal every two seconds that the work goes on; after eight without, it is given to another worker. */
export async function withHeartbeat<T>(surroundings: Surroundings, work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => {
    surroundings.heartbeat();
  }, everyMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
