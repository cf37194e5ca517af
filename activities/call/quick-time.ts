import type { World } from '../world.ts';

/**
 * Of what a call takes beside its agency, so much counts. A busy machine takes longer for everything, and calls of the
 * ordinary pace would make it busier still; but messages of the route wait all the while.
 */
const oursCounts = 0.25;

interface Clocked {
  readonly platform: World['platform'];
  /** Milliseconds since the start: all of what agencies took, turns in their rate limits included, and a part of the rest. */
  readonly tookMs: () => number;
}

/** Counts what a call takes of the time that a workflow task has for quick ones. `now` in milliseconds. */
export function clocked(platform: World['platform'], now = () => performance.now()): Clocked {
  const began = now();
  let agencyMs = 0;
  return {
    platform: {
      read: (service, payload) => platform.read(service, payload),
      call: async (call) => {
        const asked = now();
        try {
          return await platform.call(call);
        } finally {
          agencyMs += now() - asked;
        }
      },
    },
    tookMs: () => Math.round(agencyMs + oursCounts * (now() - began - agencyMs)),
  };
}
