import type { RouteInput } from '../../../temporal/messages.ts';
import type { AgencyAnswered } from '../../../temporal/route-messages.ts';
import type { RouteDoor } from '../../../api/steering/route-door.ts';
import type { Update, Updated } from '../../../temporal/update-route.ts';

/** Stands in for running routes: keeps what it is told, answers as a test wants. */
export interface FakeDoor extends RouteDoor {
  readonly started: { readonly id: string; readonly input: RouteInput }[];
  readonly updates: (Update & { readonly route: string })[];
  readonly answered: (AgencyAnswered & { readonly route: string })[];
  /** How the next updates come out, in order; then all are done. */
  next: (Updated<unknown> | (() => Promise<Updated<unknown>>))[];
  isAway: boolean;
  forget(): void;
}

export function fakeDoor(): FakeDoor {
  const door: FakeDoor = {
    started: [],
    updates: [],
    answered: [],
    next: [],
    isAway: false,
    start: async (id, input) => {
      if (door.isAway) throw new Error('away');
      door.started.push({ id, input });
      return Promise.resolve();
    },
    update: async <Result>(route: string, update: Update) => {
      door.updates.push({ route, ...update });
      const next = door.next.shift() ?? { is: 'done', result: { seq: 7, status: 'done', plan: [] } };
      const outcome = typeof next === 'function' ? await next() : next;
      return (door.isAway ? { is: 'unavailable' } : outcome) as Updated<Result>;
    },
    agencyAnswered: async (route, answered) => {
      if (door.isAway) throw new Error('away');
      door.answered.push({ route, ...answered });
      return Promise.resolve();
    },
    forget: () => {
      door.started.length = 0;
      door.updates.length = 0;
      door.answered.length = 0;
      door.next = [];
      door.isAway = false;
    },
  };
  return door;
}
