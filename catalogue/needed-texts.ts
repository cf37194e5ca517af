import type { Surroundings } from '../notation/compile.ts';
import type { RouteDefinition } from '../notation/route-definition.ts';
import type { Service } from '../notation/service.ts';

/** All that texts are about, as it is written. */
export interface Written extends Surroundings {
  readonly routes: readonly RouteDefinition[];
}

/** Keys of every text that the data itself asks for: titles, agencies, purposes, refusals, tasks, reasons. */
export function neededTexts({ agencies, services, routes }: Written): string[] {
  const keys = [
    ...Object.keys(agencies).map((id) => `agency.${id}`),
    ...Object.values(services).flatMap(textsOfService),
    ...routes.flatMap(({ id, steps }) => [id, ...Object.keys(steps).map((step) => `${id}.${step}`)]),
  ];
  return [...new Set(keys)].sort();
}

function textsOfService({ id, kind, purpose, refusals, rules }: Service): string[] {
  const declared = Object.entries(refusals);
  const reasons = (rules?.versions ?? []).flatMap(({ cases }) =>
    cases.map(({ answer }) => answer?.['because']),
  );
  return [
    `purpose.${purpose}`,
    ...(kind === 'task' ? [`task.${id}`] : []),
    ...declared.flatMap(([code]) => [`${id}.${code}`, `${id}.${code}.remedy`]),
    ...declared.flatMap(([, { remedy }]) =>
      remedy.field === undefined ? [] : [`mend.${id}.${remedy.field}`],
    ),
    ...reasons.filter((reason) => typeof reason === 'string').map((reason) => `because.${reason}`),
  ];
}

/** English titles stand in the data itself: of life events, steps and agencies. */
export function titlesInData({ agencies, routes }: Written): Record<string, string> {
  const titles: Record<string, string> = {};
  for (const { id, name } of Object.values(agencies)) titles[`agency.${id}`] = name;
  for (const { id, title, steps } of routes) {
    titles[id] = title;
    for (const [step, { title: titleOfStep }] of Object.entries(steps)) titles[`${id}.${step}`] = titleOfStep;
  }
  return titles;
}
