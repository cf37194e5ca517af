import { z } from 'zod';
import { Person } from '../../catalogue/uz/identifiers.ts';
import { from } from '../../notation/references.ts';
import type { RouteDefinition } from '../../notation/route-definition.ts';
import type { Graph } from '../graphs.ts';

/** A graph as a life event: each step one call under a title of its own. */
export function routeOf({ id, title, steps }: Graph): RouteDefinition {
  const input = { person: from('event.person.pinfl') };
  return {
    id: `bench-${id}`,
    title: `A ${title}`,
    inForce: { from: '2026-01-01' },
    law: ['made for the bench'],
    event: z.object({ person: Person }),
    steps: Object.fromEntries(
      steps.map((step) => [
        step.id,
        { title: `Step ${step.id}`, service: 'stand-in.act', needs: step.needs, input },
      ]),
    ),
  };
}
