import { decideRule } from '../../../activities/decide-rule.ts';
import { resolveInput } from '../../../activities/resolve-input.ts';
import { settledFacts } from '../../../activities/settle-step.ts';
import { type Catalogue, versionFor } from '../../../notation/catalogue.ts';
import type { CompiledRoute } from '../../../notation/compiled-route.ts';
import { effectKey } from '../../../notation/effect-key.ts';
import { valueAt } from '../../../notation/facts.ts';
import type { Service } from '../../../notation/service.ts';
import { startFacts } from '../../../notation/start-facts.ts';
import { decide } from '../../../simulator/gateway/decide.ts';
import { fillSample } from '../../../simulator/gateway/fill-sample.ts';
import type { WiredService } from '../../../simulator/gateway/wired-service.ts';
import { seeded } from '../../../simulator/seeded.ts';
import type { StepRef } from '../../../temporal/messages.ts';
import { outcomeOf } from '../../../workflows/engine/outcome.ts';
import { newRoute } from '../../../workflows/engine/route-state.ts';
import { runRoute } from '../../../workflows/engine/run-route.ts';
import type { InstanceEnd } from '../../../workflows/engine/settle.ts';
import { undoOrder } from '../../../workflows/engine/undo.ts';

type Values = Readonly<Record<string, unknown>>;

/** What people do on the way. Who is not named answers tasks as the sample says, and mends nothing. */
export interface People {
  /** By step: the value of the one field that is asked for. */
  readonly mend?: Values;
  /** Steps (`confirm` or `confirm/1`) that somebody declines. */
  readonly decline?: readonly string[];
}

export interface Walked {
  readonly outcome: string;
  /** Every step: `done`, `skipped`, or `refused: code`. */
  readonly steps: Readonly<Record<string, string>>;
  /** By step: its answer, or the list of answers where it has `each`. */
  readonly answers: Readonly<Record<string, unknown>>;
  /** Steps that would be taken back if the route were. */
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

const today = '2026-11-22';
const now = new Date('2026-11-22T10:00:00+05:00');

/**
 * Walks a life event to its end: the real engine, rules, references and contracts, with the simulator's decisions in
 * place of agencies; no network, no clock: all happens in one moment, so that reminders are overtaken. Throws where an input or an answer breaks a contract.
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
  const told = Object.keys(version.compiled.steps).map((id) => {
    const step = state.steps[id];
    const code = step?.instances?.find((one) => one.code !== null)?.code;
    return [id, step?.end === 'refused' ? `refused: ${code ?? '?'}` : (step?.end ?? 'not begun')] as const;
  });
  return {
    outcome: outcomeOf(state),
    steps: Object.fromEntries(told),
    answers: walker.answers(),
    undoable: undoOrder(state).map(({ step }) => step),
  };
}

type Ending = { readonly answer: Values } | { readonly code: string } | { readonly death: true };

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
    const ending = this.#inEpoch(ref, 1);
    if ('death' in ending) return { is: 'stopped', because: 'death' };
    if ('code' in ending) return { is: 'settled', end: 'refused', code: ending.code, facts: {} };
    const list = this.#given.get(ref.step) ?? [];
    list[ref.instance] = ending.answer;
    this.#given.set(ref.step, list);
    const facts = settledFacts(this.#route, ref.step, ending.answer);
    return { is: 'settled', end: 'done', code: null, facts };
  }

  #inEpoch(ref: StepRef, epoch: number): Ending {
    const service = this.#serviceOf(ref.step);
    const field = 'mend' in this.#people ? this.#people.mend?.[ref.step] : undefined;
    const ending = this.#ask(service, ref, { epoch, mended: epoch > 1 ? field : undefined });
    const mendable = 'code' in ending && service.refusals[ending.code]?.remedy.field !== undefined;
    return mendable && field !== undefined && epoch === 1 ? this.#inEpoch(ref, 2) : ending;
  }

  #ask(service: Service, ref: StepRef, { epoch, mended }: { epoch: number; mended: unknown }): Ending {
    const fields = Object.values(service.refusals).map(({ remedy }) => remedy.field);
    const name = fields.find((field) => field !== undefined);
    const raw = {
      ...this.#inputOf(ref),
      ...(mended === undefined || name === undefined ? {} : { [name]: mended }),
    };
    const input = service.input.parse(raw);
    const missing = Object.entries(service.refusals).find(
      ([, { whenMissing, remedy }]) => whenMissing && (input[remedy.field ?? ''] ?? null) === null,
    );
    if (missing) return { code: missing[0] };
    const dead = (service.aliveFirst ?? []).some((field) => !this.#isAlive(input[field]));
    if (dead) return { death: true };
    const key = effectKey({ route: this.#journey.route ?? 'walk', ...ref, epoch });
    const ending = this.#decide(service, { ref, key, input });
    return 'answer' in ending ? { answer: service.answer.parse(ending.answer) } : ending;
  }

  #decide(service: Service, { ref, key, input }: { ref: StepRef; key: string; input: Values }): Ending {
    if (service.kind === 'rule') {
      const decision = decideRule(service, { input, rates: this.#journey.catalogue.rates, today });
      if (decision.is === 'undecided') throw new Error(`${service.id}: ${decision.why}`);
      return decision.is === 'answered' ? { answer: decision.answer } : { code: decision.code };
    }
    if (service.kind === 'task') {
      const declined = this.#people.decline ?? [];
      if (declined.includes(ref.step) || declined.includes(`${ref.step}/${ref.instance.toString()}`))
        return { code: 'declined' };
      return { answer: fillSample(service.sample, { input, seeded: seeded('task', key), now }) };
    }
    const asked = {
      service: service as WiredService,
      key,
      input,
      behaviour: { mode: 'ok' },
      seed: 'walk',
      now,
    } as const;
    const { decision } = decide(asked);
    if (decision.is === 'refused') return { code: decision.code };
    if (decision.is === 'answered') return { answer: throughJson(decision.answer) };
    if (service.whenNotFound === undefined)
      throw new Error(`${service.id} does not say what "not found" means`);
    return { answer: service.whenNotFound };
  }

  #isAlive(pinfl: unknown): boolean {
    const { services, country } = this.#journey.catalogue;
    const service = services[country.lifeStatusService] as WiredService;
    const asked = {
      service,
      key: 'alive',
      input: { pinfl },
      behaviour: { mode: 'ok' },
      seed: 'walk',
      now,
    } as const;
    const { decision } = decide(asked);
    return decision.is === 'answered' && decision.answer['alive'] === true;
  }

  #inputOf({ step: id, instance }: StepRef): Values {
    const step = this.#route.steps[id];
    const each = step?.each ?? null;
    const list =
      each === null ? [] : 'event' in each ? valueAt(this.#event, each.event) : this.#given.get(each.step);
    const item: unknown = Array.isArray(list) ? list[instance] : null;
    return resolveInput(step?.input ?? {}, {
      event: this.#event,
      item,
      answers: new Map(Object.entries(this.answers())),
    });
  }

  #serviceOf(step: string): Service {
    const service = this.#journey.catalogue.services[this.#route.steps[step]?.service ?? ''];
    if (service === undefined) throw new Error(`${step} has no service`);
    return service;
  }

  get #people(): People {
    return this.#journey.people ?? {};
  }
}

/** As it would arrive over the network. */
const throughJson = (answer: Values) => JSON.parse(JSON.stringify(answer)) as Values;
