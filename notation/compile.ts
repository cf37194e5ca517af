import type { Agency } from './agency.ts';
import type { CompiledRoute, CompiledStep } from './compiled-route.ts';
import { readsBelow, surelyGiven } from './condition-reads.ts';
import { placeOf, referencesIn } from './input-references.ts';
import type { Reference } from './references.ts';
import type { RouteDefinition, StepDefinition } from './route-definition.ts';
import type { Service } from './service.ts';

/** What a definition is compiled and checked against. */
export interface Surroundings {
  readonly services: Readonly<Record<string, Service>>;
  readonly agencies: Readonly<Record<string, Agency>>;
}

/**
 * Turns a definition into the plain JSON that workflows run on. Expects a definition that `checkRoute` finds sound;
 * throws where a step's service or its agency does not exist.
 */
export function compile(definition: RouteDefinition, surroundings: Surroundings): CompiledRoute {
  const steps = Object.entries(definition.steps);
  return {
    id: definition.id,
    version: definition.inForce.from,
    title: definition.title,
    reads: readsBelow(
      'event',
      steps.map(([, step]) => step.when),
    ),
    steps: Object.fromEntries(
      steps.map(([id, step]): [string, CompiledStep] => [
        id,
        { ...written(step), ...contracted(step, surroundings), ...dependent(id, definition.steps) },
      ]),
    ),
  };
}

/** What it means to say nothing. */
const silence = {
  needs: [],
  when: null,
  by: null,
  input: {},
  within: null,
  since: null,
  late: 'escalate',
  essential: false,
} as const;

function written(step: StepDefinition) {
  return {
    ...silence,
    ...step,
    each: step.each ? compiledEach(step.each) : null,
    after: step.after === undefined ? null : compiledAfter(step.after),
  };
}

function compiledEach({ from }: Reference): CompiledStep['each'] {
  return from.startsWith('event.') ? { event: from.slice('event.'.length) } : { step: from };
}

function compiledAfter(after: string): CompiledStep['after'] {
  return after.startsWith('event.') ? { date: after } : { term: after };
}

/** What the service's contract and its agency say. */
function contracted(step: StepDefinition, surroundings: Surroundings) {
  const { service, agency } = contractOf(step.service, surroundings);
  return {
    kind: service.kind,
    agency: agency.id,
    answers: service.answers,
    repeat: service.repeat,
    basis: service.onWish ? 'consent' : service.basis,
    purpose: service.purpose,
    timeoutMs: service.timeoutMs,
    norm: service.norm ?? null,
    pace: paceOf(service),
    week: agency.week,
    mends: mendsOf(service),
    undo: step.undo === undefined ? null : undoOf(step.undo, surroundings),
  } satisfies Partial<CompiledStep>;
}

function contractOf(id: string, { services, agencies }: Surroundings) {
  const service = services[id];
  if (!service)
    throw new Error(`There is no service "${id}". Add it to its agency's file, or correct the step.`);
  const agency = agencies[service.agency];
  if (!agency)
    throw new Error(`The service "${id}" names the agency "${service.agency}", which does not exist.`);
  return { service, agency };
}

function paceOf({ kind, repeat, answers }: Service): CompiledStep['pace'] {
  const safeCall = kind === 'call' && repeat === 'safe' && answers === 'at-once';
  return safeCall || kind === 'rule' ? 'quick' : 'ordinary';
}

function mendsOf({ refusals }: Service): CompiledStep['mends'] {
  return Object.fromEntries(
    Object.entries(refusals).flatMap(([code, { remedy }]) =>
      remedy.field === undefined ? [] : [[code, { field: remedy.field, within: remedy.within ?? null }]],
    ),
  );
}

function undoOf(id: string, surroundings: Surroundings): CompiledStep['undo'] {
  const { service, agency } = contractOf(id, surroundings);
  return { service: id, agency: agency.id, repeat: service.repeat, timeoutMs: service.timeoutMs };
}

/** What the other steps of the route make of this one. */
function dependent(id: string, steps: RouteDefinition['steps']) {
  const others = Object.values(steps);
  return {
    skippable: !steps[id]?.essential && others.every((other) => canDoWithout(id, other)),
    tells: readsBelow(
      id,
      others.map((other) => other.when),
    ),
    asksItem: readsBelow('item', [steps[id]?.when]),
  } satisfies Partial<CompiledStep>;
}

/**
 * True where every reference to the step has a fallback, or the reader does not run without its answer. What reads
 * nothing of it needs nothing.
 */
function canDoWithout(id: string, reader: StepDefinition): boolean {
  if (surelyGiven(reader.when).some((path) => placeOf(path) === id)) return true;
  return [...referencesIn(reader.input), ...referencesIn(reader.each)]
    .filter((reference) => placeOf(reference.from) === id)
    .every((reference) => reference.fallback !== undefined);
}
