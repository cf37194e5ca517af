import { say, type Language } from '../../catalogue/texts.ts';
import type { Catalogue, Version } from '../../notation/catalogue.ts';
import type { CompiledStep } from '../../notation/compiled-route.ts';
import { inWords } from '../../notation/condition-in-words.ts';
import { diagram } from '../../notation/diagram.ts';
import { jsonSchemaOf } from '../checks/json-schema.ts';
import type { LifeEvent } from '../schemas/life-event.ts';

/** A life event in a list. */
export function lifeEventSummary(catalogue: Catalogue, language: Language, id: string) {
  return {
    id,
    title: say(catalogue, language, id),
    versions: (catalogue.lifeEvents[id] ?? []).map(({ compiled }) => compiled.version),
    links: { self: `/v1/life-events/${id}` },
  };
}

/** One version of a life event, whole. */
export function lifeEventOf(
  catalogue: Catalogue,
  language: Language,
  { definition, compiled }: Version,
): LifeEvent {
  const { from, by = 'receipt' } = definition.inForce;
  return {
    ...lifeEventSummary(catalogue, language, compiled.id),
    version: compiled.version,
    inForce: { from, by },
    law: [...definition.law],
    event: jsonSchemaOf(definition.event),
    steps: Object.entries(compiled.steps).map(([id, step]) => ({
      id,
      title: say(catalogue, language, `${compiled.id}.${id}`),
      ...serviceOf(catalogue, language, step),
      ...termsOf(step),
    })),
    diagram: diagram(compiled),
  };
}

function serviceOf(
  catalogue: Catalogue,
  language: Language,
  { service, kind, agency, basis, purpose }: CompiledStep,
) {
  // The compiled basis only says what a withdrawal does: a wish counts there like a consent. The contract says both.
  const contract = catalogue.services[service];
  return {
    service,
    kind,
    agency: { id: agency, name: say(catalogue, language, `agency.${agency}`) },
    basis: contract?.basis ?? basis,
    onWish: contract?.onWish ?? false,
    purpose: { code: purpose, text: say(catalogue, language, `purpose.${purpose}`) },
  };
}

function termsOf({ needs, when, each, by, after, within, since, late, essential, undo }: CompiledStep) {
  return {
    needs: [...needs],
    when: when && inWords(when),
    each: each && eachInWords(each),
    by,
    after: after && afterInWords(after),
    within,
    since,
    late: typeof late === 'string' ? late : ('granted' as const),
    essential,
    undo: undo && undo.service,
  };
}

const eachInWords = (each: NonNullable<CompiledStep['each']>) =>
  'event' in each ? `event.${each.event}` : each.step;
const afterInWords = (after: NonNullable<CompiledStep['after']>) =>
  'date' in after ? after.date : after.term;
