import type { z } from 'zod';
import type { RouteDefinition } from './route-definition.ts';
import type { CheckStep } from './types/check-step.ts';
import type { DatePaths } from './types/dates.ts';
import type { DateText, Services } from './types/values.ts';
import type { Steps } from './types/view.ts';

/** A definition as it is written, checked against itself and the services. */
interface WrittenRoute<V extends Services, Event extends z.ZodObject, S extends Steps> {
  readonly id: string;
  readonly title: string;
  readonly inForce: {
    readonly from: DateText;
    readonly by?: 'receipt' | DatePaths<z.output<Event>, 'event'>;
  };
  readonly law: readonly string[];
  readonly event: Event;
  readonly steps: S & { readonly [K in keyof S]: CheckStep<V, z.output<Event>, S, K> };
}

/**
 * Gives the `defineRoute` of a catalogue: `const defineRoute = routesOver<typeof services>()`, where `services` is a
 * record by id. The compiler then refuses, at the word that is wrong: unknown services and needs, fields that do not
 * exist or do not fit, missing inputs, conditional steps read without fallback, personal values in conditions, and
 * dates that are none. What only shows on the whole (cycles, terms, parties) `checkRoute` finds at load.
 */
export function routesOver<V extends Services>() {
  return function defineRoute<Event extends z.ZodObject, const S extends Steps>(
    route: WrittenRoute<V, Event, S>,
  ): RouteDefinition & { readonly event: Event } {
    return route;
  };
}
