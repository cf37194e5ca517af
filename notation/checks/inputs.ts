import type { z } from 'zod';
import type { InputValue } from '../compiled-route.ts';
import { placeOf, referencesIn } from '../input-references.ts';
import { didYouMean } from '../nearest.ts';
import { fieldSchema } from '../personal.ts';
import type { Reference } from '../references.ts';
import { listed, problemOf, type Problem, type StepInRoute } from './problem.ts';
import { leadOf, mayLack } from './where-paths-lead.ts';

/** Inputs: no field too many or too few, literals that fit, references that lead somewhere. */
export function checkInput(at: StepInRoute): Problem[] {
  if (at.service === undefined) return [];
  const input = at.step.input ?? {};
  const shape: Readonly<Record<string, z.core.$ZodType>> = at.service.input.shape;
  const missing = Object.keys(shape).filter((field) => !(field in input) && !mayBeLeftOut(shape[field]));
  return [
    ...missing.map((field) =>
      problemOf(at, 'input', [`"${at.step.service}" wants "${field}".`, `Add ${field} to the input.`]),
    ),
    ...Object.entries(input).flatMap(([field, value]) =>
      Object.hasOwn(shape, field) ? checkField(at, field, value) : [extraField(at, field)],
    ),
  ];
}

function extraField(at: StepInRoute, field: string): Problem {
  const known = Object.keys(at.service?.input.shape ?? {});
  const what = `"${at.step.service}" takes no field "${field}".${didYouMean(field, known)}`;
  const fix = `Remove it, or correct its name: the service takes ${listed(known)}.`;
  return problemOf(at, 'input', [what, fix]);
}

function mayBeLeftOut(schema: z.core.$ZodType | undefined): boolean {
  return schema !== undefined && (schema as z.ZodType).safeParse(undefined).success;
}

function checkField(at: StepInRoute, field: string, value: InputValue): Problem[] {
  const references = referencesIn(value);
  if (references.length > 0) return references.flatMap((reference) => checkReference(at, field, reference));
  const schema = at.service && fieldSchema(at.service.input, field);
  if (schema === undefined || schema.safeParse(value).success) return [];
  const what = 'The value written here does not fit the service.';
  return [problemOf(at, `input.${field}`, [what, `Write a value that "${at.step.service}" takes.`])];
}

function checkReference(at: StepInRoute, field: string, { from, fallback }: Reference): Problem[] {
  const part = `input.${field}`;
  const lead = leadOf(at, from);
  if ('wrong' in lead) return [problemOf(at, part, lead.wrong)];
  if (fallback !== undefined) return [];
  const needed = at.definition.steps[placeOf(from)];
  if (!needed || !mayLack(at, placeOf(from), needed)) return [];
  const what = `"${placeOf(from)}" may have no answer (it is conditional, or its refusal is let pass).`;
  return [problemOf(at, part, [what, `Give a fallback: from('${from}', …).`])];
}
