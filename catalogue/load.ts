import type { Catalogue, Country, Version } from '../notation/catalogue.ts';
import { checkRoute, checkService, type Problem } from '../notation/check.ts';
import { compile, type Surroundings } from '../notation/compile.ts';
import type { RouteDefinition } from '../notation/route-definition.ts';
import { shapeOf } from '../notation/shape.ts';
import { neededTexts, titlesInData } from './needed-texts.ts';
import { readFolder, type Folder } from './read-folder.ts';

const languages = ['uz', 'ru', 'en'] as const;

/**
 * Loads what a country offers from folders of data, merged in their order, and compiles every life event.
 * Throws one error that lists all that is wrong, with file and remedy; nothing runs on a faulty catalogue.
 */
export async function loadCatalogue(folders: readonly string[]): Promise<Catalogue> {
  const read = await Promise.all(folders.map(readFolder));
  const surroundings = {
    agencies: byId(read.flatMap(({ agencies }) => agencies.map(({ agency }) => agency))),
    services: byId(read.flatMap(({ services }) => services.map(({ service }) => service))),
  };
  const routes = read.flatMap((folder) => folder.routes.map(({ route }) => route));
  const problems = [
    ...read.flatMap((folder) => folder.problems),
    ...twice(read),
    ...Object.values(surroundings.services).flatMap((service) => checkService(service, surroundings)),
    ...routes.flatMap((route) => checkRoute(route, surroundings)),
  ];
  if (problems.length > 0) throw faulty(problems);

  const { country, problem } = countryOf(read, surroundings);
  const data = {
    ...surroundings,
    lifeEvents: versionsOf(routes, surroundings),
    rates: merged(read.map(({ rates }) => rates)),
    calendar: { years: merged(read.map(({ calendar }) => calendar.years)) },
    country,
  };
  const texts = textsOf(read, data);
  const missing = languages.flatMap((language) =>
    neededTexts(data).flatMap((key) => (texts[language][key] ? [] : [missingText(key, language)])),
  );
  if (problem || missing.length > 0) throw faulty([...(problem ? [problem] : []), ...missing]);
  return { ...data, texts };
}

const byId = <T extends { readonly id: string }>(list: readonly T[]): Record<string, T> =>
  Object.fromEntries(list.map((one) => [one.id, one]));

const merged = <T>(records: readonly Readonly<Record<string, T>>[]): Record<string, T> =>
  Object.assign({}, ...records) as Record<string, T>;

function versionsOf(routes: readonly RouteDefinition[], surroundings: Surroundings): Catalogue['lifeEvents'] {
  const sorted = [...routes].sort((a, b) => (a.inForce.from < b.inForce.from ? -1 : 1));
  const lifeEvents: Record<string, Version[]> = {};
  for (const definition of sorted) {
    const compiled = compile(definition, surroundings);
    (lifeEvents[definition.id] ??= []).push({ definition, compiled, hash: shapeOf(compiled) });
  }
  return lifeEvents;
}

function textsOf(read: readonly Folder[], data: Omit<Catalogue, 'texts'>): Catalogue['texts'] {
  const of = (language: (typeof languages)[number]) => merged(read.map(({ texts }) => texts[language]));
  return { uz: of('uz'), ru: of('ru'), en: { ...titlesInData(data), ...of('en') } };
}

function countryOf(read: readonly Folder[], { services }: Surroundings) {
  const country = read.findLast((folder) => folder.country !== undefined)?.country ?? nowhere;
  if (Object.hasOwn(services, country.lifeStatusService)) return { country };
  const problem = {
    where: 'country.ts',
    what: `There is no service "${country.lifeStatusService}" that tells whether a person lives.`,
    fix: 'Name it in lifeStatusService, in one of the folders.',
  };
  return { country, problem };
}

const nowhere: Country = { id: 'none', timeZone: 'Asia/Tashkent', lifeStatusService: 'none' };

/** Ids must be one of a kind over all folders; versions of a life event too. */
function twice(read: readonly Folder[]): Problem[] {
  const named = read.flatMap(({ agencies, services, routes }) => [
    ...agencies.map(({ where, agency }) => ({ where, name: `agency ${agency.id}` })),
    ...services.map(({ where, service }) => ({ where, name: `service ${service.id}` })),
    ...routes.map(({ where, route }) => ({ where, name: `${route.id} in force from ${route.inForce.from}` })),
  ]);
  return named.flatMap(({ where, name }, index) => {
    const first = named.findIndex((other) => other.name === name);
    const what = `It defines ${name}, which ${named[first]?.where ?? ''} defines already.`;
    return first === index ? [] : [{ where, what, fix: 'Remove one of them, or give it another id.' }];
  });
}

const missingText = (key: string, language: string): Problem => ({
  where: `texts/${language}.ts`,
  what: `The text "${key}" is missing.`,
  fix: `Add '${key}': '…' to texts/${language}.ts of the folder that needs it.`,
});

function faulty(problems: readonly Problem[]): Error {
  const lines = problems.map(({ where, what, fix }) => `- ${where}: ${what} ${fix}`);
  const count = problems.length === 1 ? '1 fault' : `${problems.length.toString()} faults`;
  return new Error(`The catalogue has ${count}:\n${lines.join('\n')}`);
}
