import type { z } from 'zod';
import { askedBy, surelyGiven } from '../condition-reads.ts';
import { placeOf } from '../input-references.ts';
import { didYouMean } from '../nearest.ts';
import { fieldPaths, fieldSchema } from '../personal.ts';
import type { StepDefinition } from '../route-definition.ts';
import { listed, type StepInRoute } from './problem.ts';

/** The schema that a path of a step's references or conditions leads to, or why it leads nowhere. */
export type Lead =
  { readonly root: z.ZodType; readonly rest: string | null } | { readonly wrong: readonly [string, string] };

/** Follows `event.x`, `item.x` or `<needed step>.x` from where the step stands. */
export function leadOf(at: StepInRoute, path: string): Lead {
  const place = placeOf(path);
  const rest = path === place ? null : path.slice(place.length + 1);
  const root = rootOf(at, place, rest);
  if ('wrong' in root) return root;
  if (rest !== null && fieldSchema(root.schema, rest) === undefined)
    return {
      wrong: [
        `There is no "${path}".${didYouMean(path, fieldPaths(root.schema, place))}`,
        `Correct the path, or add the field to the schema of "${place}".`,
      ],
    };
  return { root: root.schema, rest };
}

type Root = { readonly schema: z.ZodType } | { readonly wrong: readonly [string, string] };

function rootOf(at: StepInRoute, place: string, rest: string | null): Root {
  if (place === 'event') return { schema: at.definition.event };
  if (place === 'item') return rootOfItem(at);
  return rootOfStep(at, place, rest);
}

function rootOfItem(at: StepInRoute): Root {
  const schema = itemSchema(at);
  if (schema !== undefined) return { schema };
  const fix = at.step.each
    ? 'Correct each first.'
    : 'Give the step an each, or take the value from elsewhere.';
  return { wrong: ['"item" exists only in a step with each.', fix] };
}

function rootOfStep(at: StepInRoute, place: string, rest: string | null): Root {
  const source = neededStep(at, place);
  if (source === undefined) {
    const needs = ['event', ...(at.step.needs ?? [])];
    return {
      wrong: [
        `It reads "${place}", which does not stand in needs.`,
        `Add it to needs, or read ${listed(needs)}.`,
      ],
    };
  }
  const service = at.surroundings.services[source.service];
  if (!service)
    return { wrong: [`"${place}" has no known service.`, `Correct the service of "${place}" first.`] };
  if (source.each && rest !== null)
    return {
      wrong: [
        `"${place}" has each: it gives a list of answers, which has no field "${rest}".`,
        `Take the whole list with from('${place}'), or walk over it with each.`,
      ],
    };
  return { schema: service.answer };
}

/** The step of that id, if the reader needs it. */
export function neededStep(
  { step, definition: { steps } }: StepInRoute,
  id: string,
): StepDefinition | undefined {
  return step.needs?.includes(id) && Object.hasOwn(steps, id) ? steps[id] : undefined;
}

/** The schema of `item`: an element of a list of the event, or an answer of another step with `each`. */
export function itemSchema(at: StepInRoute): z.ZodType | undefined {
  const source = at.step.each?.from;
  if (source === undefined) return undefined;
  if (source.startsWith('event.'))
    return fieldSchema(at.definition.event, `${source.slice('event.'.length)}.*`);
  const { steps } = at.definition;
  const step = Object.hasOwn(steps, source) ? steps[source] : undefined;
  return step?.each ? at.surroundings.services[step.service]?.answer : undefined;
}

/**
 * True where a needed step may give no answer: its condition skips it whole, it is given up, the dead are left out of
 * it, or the reader names its refusal; unless the reader's own condition holds only where there is one.
 */
export function mayLack(
  { step: reader, surroundings }: StepInRoute,
  id: string,
  needed: StepDefinition,
): boolean {
  if (surelyGiven(reader.when).some((path) => placeOf(path) === id)) return false;
  const leavesOutDead = surroundings.services[needed.service]?.whenDead === 'skip';
  return leavesOutDead || isSkippedWhole(needed) || askedBy(reader.when).refused.includes(id);
}

function isSkippedWhole({ when, each, until }: StepDefinition): boolean {
  if (until !== undefined) return true;
  if (!when) return false;
  const { values, present } = askedBy(when);
  const perInstance = each !== undefined && [...values, ...present].some((path) => placeOf(path) === 'item');
  return !perInstance;
}
