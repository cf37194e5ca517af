import { existsSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Agency } from '../notation/agency.ts';
import type { Problem } from '../notation/check.ts';
import type { CalendarData, Country, DatedRate } from '../notation/catalogue.ts';
import type { RouteDefinition } from '../notation/route-definition.ts';
import type { Service } from '../notation/service.ts';

/** What files of data export, by name. */
interface Exports {
  readonly agency: Agency;
  readonly services: readonly Service[];
  readonly route: RouteDefinition;
  readonly texts: Readonly<Record<string, string>>;
  readonly rates: Readonly<Record<string, readonly DatedRate[]>>;
  readonly calendar: CalendarData;
  readonly country: Country;
}

/** What one folder of data offers, as it is written. `where` names the file, for messages. */
export interface Folder {
  readonly agencies: readonly { readonly where: string; readonly agency: Agency }[];
  readonly services: readonly { readonly where: string; readonly service: Service }[];
  readonly routes: readonly { readonly where: string; readonly route: RouteDefinition }[];
  readonly texts: Readonly<Record<'uz' | 'ru' | 'en', Exports['texts']>>;
  readonly rates: Exports['rates'];
  readonly calendar: CalendarData;
  readonly country: Country | undefined;
  readonly problems: readonly Problem[];
}

const typescript = /^[\w-]+\.ts$/;
const dated = /^\d{4}-\d{2}-\d{2}\.ts$/;

/**
 * Reads a folder of data: agencies (or only further services of agencies that another folder has), life events,
 * texts, and where it has them rates, calendar and country.
 */
export async function readFolder(path: string): Promise<Folder> {
  const root = resolve(path);
  const problems: Problem[] = existsSync(root)
    ? []
    : [
        {
          where: path,
          what: 'There is no such folder.',
          fix: 'Correct CATALOGUE, a list of folders with ":" between them.',
        },
      ];
  const reader = new Reader(root, problems);
  const agencyFiles = await reader.files('agencies', typescript);
  return {
    agencies: agencyFiles
      .filter(({ exports }) => 'agency' in exports)
      .flatMap((file) => reader.exported(file, 'agency'))
      .map(({ where, value }) => ({ where, agency: value })),
    services: agencyFiles
      .flatMap((file) => reader.exported(file, 'services'))
      .flatMap(({ where, value }) => value.map((service) => ({ where, service }))),
    routes: await reader.routes(),
    texts: {
      uz: await reader.texts(/^([\w-]+\.)?uz\.ts$/),
      ru: await reader.texts(/^([\w-]+\.)?ru\.ts$/),
      en: await reader.texts(/^([\w-]+\.)?en\.ts$/),
    },
    rates: (await reader.one('rates.ts', 'rates')) ?? {},
    calendar: (await reader.one('calendar/index.ts', 'calendar')) ?? { years: {} },
    country: await reader.one('country.ts', 'country'),
    problems,
  };
}

interface File {
  readonly where: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

class Reader {
  readonly #root: string;
  readonly #problems: Problem[];

  constructor(root: string, problems: Problem[]) {
    this.#root = root;
    this.#problems = problems;
  }

  async files(folder: string, names: RegExp): Promise<File[]> {
    const found = this.#list(folder).filter((name) => names.test(name));
    return (await Promise.all(found.map((name) => this.#load(join(folder, name))))).flat();
  }

  /** Every `life-events/<id>/<in force from>.ts`; id and date must be the definition's own. */
  async routes(): Promise<Folder['routes']> {
    const folders = this.#list('life-events').map((id) => join('life-events', id));
    const files = (await Promise.all(folders.map((folder) => this.files(folder, dated)))).flat();
    return files.flatMap((file) =>
      this.exported(file, 'route').map(({ where, value: route }) => {
        if (!where.endsWith(`life-events/${route.id}/${route.inForce.from}.ts`)) {
          const what = `It holds the version of "${route.id}" in force from ${route.inForce.from}.`;
          const fix = `Call it life-events/${route.id}/${route.inForce.from}.ts.`;
          this.#problems.push({ where, what, fix });
        }
        return { where, route };
      }),
    );
  }

  /** A language's texts may stand in one file (`uz.ts`) or in several, one per topic (`child-birth.uz.ts`). */
  async texts(names: RegExp): Promise<Exports['texts']> {
    const files = await this.files('texts', names);
    const texts = files.flatMap((file) => this.exported(file, 'texts').map(({ value }) => value));
    return Object.assign({}, ...texts) as Exports['texts'];
  }

  async one<Name extends keyof Exports>(path: string, name: Name): Promise<Exports[Name] | undefined> {
    const files = existsSync(join(this.#root, path)) ? await this.#load(path) : [];
    return files.flatMap((file) => this.exported(file, name))[0]?.value;
  }

  /** What a file exports under a name; nothing, and a problem, where it does not. */
  exported<Name extends keyof Exports>(
    { where, exports }: File,
    name: Name,
  ): { readonly where: string; readonly value: Exports[Name] }[] {
    const value = exports[name];
    if (typeof value === 'object' && value !== null) return [{ where, value: value as Exports[Name] }];
    this.#problems.push({ where, what: `It exports no ${name}.`, fix: `Write: export const ${name} = …` });
    return [];
  }

  #list(folder: string): string[] {
    const path = join(this.#root, folder);
    return existsSync(path) ? readdirSync(path).sort() : [];
  }

  /** The file; none, and a problem, where it cannot be run. */
  async #load(path: string): Promise<File[]> {
    const file = join(this.#root, path);
    const where = relative(process.cwd(), file);
    // A plain path is what Node and jest both take; a URL only where the path would be misread as one.
    const specifier = /[#%?\\]/.test(file) ? pathToFileURL(file).href : file;
    try {
      return [{ where, exports: (await import(specifier)) as File['exports'] }];
    } catch (error) {
      const what = `It does not load: ${error instanceof Error ? error.message : String(error)}`;
      this.#problems.push({ where, what, fix: 'Correct the file.' });
      return [];
    }
  }
}
