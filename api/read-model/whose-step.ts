import type { RouteRows } from '../../db/route-view.ts';
import { say, type Language } from '../../catalogue/texts.ts';
import type { Catalogue } from '../../notation/catalogue.ts';
import type { CompiledRoute } from '../../notation/compiled-route.ts';
import type { Step } from '../schemas/route.ts';

interface Names {
  readonly catalogue: Catalogue;
  readonly language: Language;
}

interface Kit extends Names {
  readonly rows: RouteRows;
  readonly compiled: CompiledRoute;
}

/** The agency that a step is with, and, where that is another one than the definition's, who handed it on. */
export function whoseStep(
  { rows: { steps }, compiled, ...kit }: Kit,
  id: string,
): Pick<Step, 'agency' | 'handedOn'> {
  const rows = steps.filter((one) => one.step === id);
  const row = rows.find((one) => one.passedOnBy !== null) ?? rows[0];
  const agency = named(kit, row?.agency ?? compiled.steps[id]?.agency ?? '');
  return { agency, handedOn: handedOn(kit, row?.passedOnBy ?? [], agency) };
}

function handedOn(kit: Names, before: readonly string[], to: Step['agency']): Step['handedOn'] {
  if (before.length === 0) return null;
  const by = before.map((one) => named(kit, one));
  const names = { from: by.map(({ name }) => name).join(', '), to: to.name };
  return { by, text: say(kit.catalogue, kit.language, 'reason.handed-on', names) };
}

/** An agency as people read it; one that left the catalogue has only its id. */
function named({ catalogue, language }: Names, id: string): Step['agency'] {
  const key = `agency.${id}`;
  return { id, name: Object.hasOwn(catalogue.texts.en, key) ? say(catalogue, language, key) : id };
}
