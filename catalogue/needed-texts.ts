import type { Catalogue } from '../notation/catalogue.ts';
import type { Service } from '../notation/service.ts';

/** Keys of every text that the data itself asks for: titles, agencies, purposes, refusals, tasks, reasons. */
export function neededTexts({ agencies, services, lifeEvents }: Omit<Catalogue, 'texts'>): string[] {
  const keys = [
    ...Object.keys(agencies).map((id) => `agency.${id}`),
    ...Object.values(services).flatMap(textsOfService),
    ...Object.entries(lifeEvents).flatMap(([id, versions]) => [
      id,
      ...versions.flatMap(({ definition }) => Object.keys(definition.steps).map((step) => `${id}.${step}`)),
    ]),
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
export function titlesInData({ agencies, lifeEvents }: Omit<Catalogue, 'texts'>): Record<string, string> {
  const titles: Record<string, string> = {};
  for (const { id, name } of Object.values(agencies)) titles[`agency.${id}`] = name;
  for (const versions of Object.values(lifeEvents)) {
    for (const { definition } of versions) {
      titles[definition.id] = definition.title;
      for (const [step, { title }] of Object.entries(definition.steps))
        titles[`${definition.id}.${step}`] = title;
    }
  }
  return titles;
}
