import { resolveInput } from '../../../activities/resolve-input.ts';
import { settledFacts } from '../../../activities/settle-step.ts';
import { type Catalogue, versionFor } from '../../../notation/catalogue.ts';
import type { CompiledRoute } from '../../../notation/compiled-route.ts';
import { effectKey } from '../../../notation/effect-key.ts';
import { valueAt } from '../../../notation/facts.ts';
import type { Service } from '../../../notation/service.ts';
import { startFacts } from '../../../notation/start-facts.ts';
import type { StepRef } from '../../../temporal/messages.ts';
import { outcomeOf } from '../../../workflows/engine/outcome.ts';
import { newRoute, type StepState } from '../../../workflows/engine/route-state.ts';
import { runRoute } from '../../../workflows/engine/run-route.ts';
import type { InstanceEnd } from '../../../workflows/engine/settle.ts';
import { undoOrder } from '../../../workflows/engine/undo.ts';
import { askService, type Ending, today, type Values } from './ask-service.ts';

/** What people do on the way. Who is not named answers tasks as the sample says, and mends nothing. */
export interface People {
  /** By step: the value of the one field that is asked for. */
  readonly mend?: Values;
  /** Steps (`visit`) or instances (`confirm/1`) that somebody declines. */
  readonly decline?: readonly string[];
}

export interface Walked {
  readonly outcome: string;
  /** Every step: how it ended, with the code of a refusal; or `not begun`. */
  readonly steps: Readonly<Record<string, string>>;
  /** By step: its answer, or the list of answers where it has `each`. */
  readonly answers: Readonly<Record<string, unknown>>;
  /** Steps that would be taken back if nothing half-made may remain, in this order. */
  readonly undoable: readonly string[];
}

export interface Journey {
  readonly catalogue: Catalogue;
  readonly lifeEvent: string;
  readonly event: Values;
  readonly people?: People;
  /** Tells routes apart, as a route's id does. */
  readonly route?: string;
}

/**
 * Walks a life event to its end: the real engine, rules, references and contracts, with the simulator's decisions in
 * place of agencies; no network, no clock: all happens in one moment, so that reminders are overtaken.
 */
export async function walkRoute(journey: Journey): Promise<Walked> {
  const version = versionFor(journey.catalogue, journey.lifeEvent, { event: journey.event, today });
  if (version === undefined) throw new Error('no version was in force');
  const event = version.definition.event.parse(journey.event);
  const walker = new Walker(journey, version.compiled, event);
  const state = newRoute(version.compiled, startFacts(version.compiled, event));
  await runRoute(state, {
    perform: (ref) => Promise.resolve(walker.perform(ref)),
    passedOver: () => undefined,
    halted: () => undefined,
    advanced: () => undefined,
  }).ended;
  return {
    outcome: outcomeOf(state),
    steps: Object.fromEntries(
      Object.keys(version.compiled.steps).map((id) => [id, inWords(state.steps[id])]),
    ),
    answers: walker.answers(),
    undoable: undoOrder(state).map(({ step }) => step),
  };
}

function inWords(step: StepState | undefined): string {
  if (step?.end !== 'refused') return step?.end ?? 'not begun';
  const codes = (step.instances ?? []).flatMap(({ code }) => code ?? []);
  return `refused: ${codes.join(', ')}`;
}

class Walker {
  readonly #journey: Journey;
  readonly #route: CompiledRoute;
  readonly #event: Values;
  readonly #given = new Map<string, unknown[]>();

  constructor(journey: Journey, route: CompiledRoute, event: Values) {
    this.#journey = journey;
    this.#route = route;
    this.#event = event;
  }

  answers(): Record<string, unknown> {
    return Object.fromEntries(
      [...this.#given].map(([id, list]) => [id, this.#route.steps[id]?.each ? list : list[0]]),
    );
  }

  perform(ref: StepRef): InstanceEnd {
    if (this.#route.steps[ref.step]?.until !== undefined) return { is: 'skipped', because: 'condition' };
    const ending = this.#withMending(ref);
    if ('death' in ending)
      return ending.death === 'skip'
        ? { is: 'skipped', because: 'person-dead' }
        : { is: 'stopped', because: 'death' };
    if ('code' in ending) return { is: 'settled', end: 'refused', code: ending.code, facts: {} };
    const list = this.#given.get(ref.step) ?? [];
    list[ref.instance] = ending.answer;
    this.#given.set(ref.step, list);
    const facts = settledFacts(this.#route, ref.step, ending.answer);
    return { is: 'settled', end: 'done', code: null, facts };
  }

  #withMending(ref: StepRef): Ending {
    const first = this.#ask(ref, 1, {});
    if (!('code' in first)) return first;
    const field = this.#serviceOf(ref.step).refusals[first.code]?.remedy.field;
    const value = this.#journey.people?.mend?.[ref.step];
    return field === undefined || value === undefined ? first : this.#ask(ref, 2, { [field]: value });
  }

  #ask(ref: StepRef, epoch: number, mended: Values): Ending {
    const { catalogue, people, route = 'walk' } = this.#journey;
    const decline = people?.decline ?? [];
    return askService(catalogue, this.#serviceOf(ref.step), {
      key: effectKey({ route, ...ref, epoch }),
      input: { ...this.#inputOf(ref), ...mended },
      declined: [ref.step, `${ref.step}/${ref.instance.toString()}`].some((name) => decline.includes(name)),
    });
  }

  #inputOf({ step: id, instance }: StepRef): Values {
    const answers = new Map(Object.entries(this.answers()));
    const input = this.#route.steps[id]?.input ?? {};
    return resolveInput(input, { event: this.#event, item: this.#elements(id)[instance] ?? null, answers });
  }

  #elements(id: string): readonly unknown[] {
    const each = this.#route.steps[id]?.each ?? null;
    if (each === null) return [];
    const list = 'event' in each ? valueAt(this.#event, each.event) : this.#given.get(each.step);
    return Array.isArray(list) ? list : [];
  }

  #serviceOf(step: string): Service {
    const service = this.#journey.catalogue.services[this.#route.steps[step]?.service ?? ''];
    if (service === undefined) throw new Error(`${step} has no service`);
    return service;
  }
}
