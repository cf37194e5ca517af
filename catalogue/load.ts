import type { Catalogue, Country, Version } from '../notation/catalogue.ts';
import { checkRoute, checkService, type Problem } from '../notation/check.ts';
import { compile, type Surroundings } from '../notation/compile.ts';
import { didYouMean } from '../notation/nearest.ts';
import { shapeOf } from '../notation/shape.ts';
import { CatalogueFault } from './fault.ts';
import { neededTexts, titlesInData, type Written } from './needed-texts.ts';
import { readFolder, type Folder } from './read-folder.ts';

const languages = ['uz', 'ru', 'en'] as const;

/**
 * Loads what a country offers from folders of data, merged in their order, and compiles every life event.
 * Throws one `CatalogueFault` that lists all that is wrong, with file and remedy; nothing runs on a faulty catalogue.
 */
export async function loadCatalogue(folders: readonly string[]): Promise<Catalogue> {
  const read = await Promise.all(folders.map(readFolder));
  const surroundings = {
    agencies: byId(read.flatMap(({ agencies }) => agencies.map(({ agency }) => agency))),
    services: byId(read.flatMap(({ services }) => services.map(({ service }) => service))),
  };
  const written = {
    ...surroundings,
    routes: read.flatMap((folder) => folder.routes.map(({ route }) => route)),
  };
  const texts = textsOf(read, written);
  const country = read.findLast((folder) => folder.country !== undefined)?.country ?? nowhere;
  const found = [...read.flatMap((folder) => folder.problems), ...twice(read), ...checkAll(written)];
  const problems = [...found, ...checkCountry(country, surroundings), ...missingTexts(written, texts, found)];
  if (problems.length > 0) throw new CatalogueFault(inWords(problems));
  return {
    ...surroundings,
    lifeEvents: versionsOf(written),
    texts,
    rates: merged(read.map(({ rates }) => rates)),
    calendar: { years: merged(read.map(({ calendar }) => calendar.years)) },
    country,
  };
}

function checkAll(written: Written): Problem[] {
  return [
    ...Object.values(written.services).flatMap((service) =>
      whereReadable(`service ${service.id}`, () => checkService(service, written)),
    ),
    ...written.routes.flatMap((route) => whereReadable(route.id, () => checkRoute(route, written))),
  ];
}

/** A check trips over what no compiler has seen: a field that must be there is missing or of another kind. */
function whereReadable(where: string, check: () => Problem[]): Problem[] {
  try {
    return check();
  } catch (error) {
    const what = `It cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
    return [{ where, what, fix: askTheCompiler }];
  }
}

const askTheCompiler = 'Run npx tsc -p . and mend what the compiler shows there.';

function inWords(problems: readonly Problem[]): string {
  const lines = problems.map(({ where, what, fix }) => `- ${where}: ${what} ${fix}`);
  const count = problems.length === 1 ? '1 fault' : `${problems.length.toString()} faults`;
  return `The catalogue has ${count}:\n${lines.join('\n')}`;
}

const byId = <T extends { readonly id: string }>(list: readonly T[]): Record<string, T> =>
  Object.fromEntries(list.map((one) => [one.id, one]));

const merged = <T>(records: readonly Readonly<Record<string, T>>[]): Record<string, T> =>
  Object.assign({}, ...records) as Record<string, T>;

function versionsOf({ routes, ...surroundings }: Written): Catalogue['lifeEvents'] {
  const sorted = [...routes].sort((a, b) => (a.inForce.from < b.inForce.from ? -1 : 1));
  const lifeEvents: Record<string, Version[]> = {};
  for (const definition of sorted) {
    const compiled = compile(definition, surroundings);
    (lifeEvents[definition.id] ??= []).push({ definition, compiled, hash: shapeOf(compiled) });
  }
  return lifeEvents;
}

function textsOf(read: readonly Folder[], written: Written): Catalogue['texts'] {
  const of = (language: (typeof languages)[number]) => merged(read.map(({ texts }) => texts[language]));
  return { uz: of('uz'), ru: of('ru'), en: { ...titlesInData(written), ...of('en') } };
}

const nowhere: Country = { id: 'none', timeZone: 'Asia/Tashkent', lifeStatusService: 'none' };

function checkCountry({ lifeStatusService }: Country, { services }: Surroundings): Problem[] {
  if (Object.hasOwn(services, lifeStatusService)) return [];
  const nearest = didYouMean(lifeStatusService, Object.keys(services));
  const what = `There is no service "${lifeStatusService}" that tells whether a person lives.${nearest}`;
  return [{ where: 'country.ts', what, fix: 'Name it in lifeStatusService, in one of the folders.' }];
}

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

/** Nobody knows which texts are missing where something cannot be read, nor of a language whose file is faulty itself. */
function missingTexts(written: Written, texts: Catalogue['texts'], found: readonly Problem[]): Problem[] {
  if (found.some(({ fix }) => fix === askTheCompiler)) return [];
  const isRead = (language: string) =>
    !found.some(({ where }) => where.endsWith(`/${language}.ts`) || where.endsWith(`.${language}.ts`));
  return languages
    .filter(isRead)
    .flatMap((language) =>
      neededTexts(written).flatMap((key) => (texts[language][key] ? [] : [missingText(key, language)])),
    );
}

const missingText = (key: string, language: string): Problem => ({
  where: `texts/${language}.ts`,
  what: `The text "${key}" is missing.`,
  fix: `Add '${key}': '…' to texts/${language}.ts of the folder that needs it.`,
});
