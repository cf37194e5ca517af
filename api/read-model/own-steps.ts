import type { CompiledRoute, CompiledStep } from '../../notation/compiled-route.ts';
import { isReference } from '../../notation/references.ts';
import type { Service } from '../../notation/service.ts';
import type { Sight } from './sight.ts';

/** Tells whether an instance of a step is the viewer's to see. */
export type IsOwn = (step: string, instance: number) => boolean;

type Services = Readonly<Record<string, Service>>;

/**
 * A person with a part of their own sees the steps in which it is their turn, that are about them, or that are done
 * for their element of a list; everybody else sees all steps.
 */
export function ownSteps(route: CompiledRoute, sight: Sight, services: Services): IsOwn {
  if (sight.is !== 'part') return () => true;
  const { parts } = sight;
  return (id, instance) => {
    const step = route.steps[id];
    if (step === undefined) return false;
    const list = listOf(route, step);
    return parts.some(
      (part) =>
        (part.party === list && part.instance === instance) ||
        part.party === step.by ||
        part.party === partyAsked(step, services),
    );
  };
}

/** The list of the event whose elements this step is done for, through other steps with `each`. */
export function listOf(route: CompiledRoute, { each }: CompiledStep): string | null {
  if (each === null) return null;
  if ('event' in each) return each.event;
  const source = route.steps[each.step];
  return source === undefined ? null : listOf(route, source);
}

/** The field of the event with the person whom the call is about. */
function partyAsked(step: CompiledStep, services: Services): string | null {
  const subject = services[step.service]?.subject;
  const value = subject === undefined ? undefined : step.input[subject];
  return isReference(value) ? (/^event\.(\w+)\.pinfl$/.exec(value.from)?.[1] ?? null) : null;
}
