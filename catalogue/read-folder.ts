import { existsSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Agency } from '../notation/agency.ts';
import type { Problem } from '../notation/check.ts';
import type { CalendarData, Country, DatedRate } from '../notation/catalogue.ts';
import type { RouteDefinition } from '../notation/route-definition.ts';
import type { Service } from '../notation/service.ts';

export type Texts = Partial<Record<'uz' | 'ru' | 'en', Readonly<Record<string, string>>>>;

/** What one folder of data offers, as it is written. `where` names the file, for messages. */
export interface Folder {
  readonly agencies: readonly { readonly where: string; readonly agency: Agency }[];
  readonly services: readonly { readonly where: string; readonly service: Service }[];
  readonly routes: readonly { readonly where: string; readonly route: RouteDefinition }[];
  readonly texts: Texts;
  readonly rates: Readonly<Record<string, readonly DatedRate[]>>;
  readonly calendar: CalendarData;
  readonly country: Country | undefined;
  readonly problems: readonly Problem[];
}

const typescript = /^[\w-]+\.ts$/;
const dated = /^\d{4}-\d{2}-\d{2}\.ts$/;

/** Reads a folder of data: agencies, life events, texts, and where it has them rates, calendar and country. */
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
    agencies: agencyFiles.flatMap((file) => reader.exported<Agency>(file, 'agency')).map(asAgency),
    services: agencyFiles
      .flatMap((file) => reader.exported<readonly Service[]>(file, 'services'))
      .flatMap(({ where, value }) => value.map((service) => ({ where, service }))),
    routes: await reader.routes(),
    texts: {
      uz: await reader.texts(/^([\w-]+\.)?uz\.ts$/),
      ru: await reader.texts(/^([\w-]+\.)?ru\.ts$/),
      en: await reader.texts(/^([\w-]+\.)?en\.ts$/),
    },
    rates: await reader.one<Folder['rates']>('rates.ts', 'rates', {}),
    calendar: await reader.one<CalendarData>('calendar/index.ts', 'calendar', { years: {} }),
    country: await reader.one<Country | undefined>('country.ts', 'country', undefined),
    problems,
  };
}

const asAgency = ({ where, value }: { where: string; value: Agency }) => ({ where, agency: value });

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
    return Promise.all(found.map((name) => this.#load(join(folder, name))));
  }

  /** Every `life-events/<id>/<in force from>.ts`; id and date must be the definition's own. */
  async routes(): Promise<Folder['routes']> {
    const folders = this.#list('life-events').map((id) => join('life-events', id));
    const files = (await Promise.all(folders.map((folder) => this.files(folder, dated)))).flat();
    return files.flatMap((file) =>
      this.exported<RouteDefinition>(file, 'route').map(({ where, value: route }) => {
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
  async texts(names: RegExp): Promise<Readonly<Record<string, string>>> {
    const files = await this.files('texts', names);
    const texts = files.flatMap((file) => this.exported<Readonly<Record<string, string>>>(file, 'texts'));
    return Object.assign({}, ...texts.map(({ value }) => value)) as Readonly<Record<string, string>>;
  }

  async one<T>(path: string, name: string, otherwise: T): Promise<T> {
    if (!existsSync(join(this.#root, path))) return otherwise;
    const [found] = this.exported<T>(await this.#load(path), name);
    return found ? found.value : otherwise;
  }

  exported<T>({ where, exports }: File, name: string): { where: string; value: T }[] {
    const value = exports[name];
    if (typeof value === 'object' && value !== null) return [{ where, value: value as T }];
    this.#problems.push({ where, what: `It exports no ${name}.`, fix: `Write: export const ${name} = …` });
    return [];
  }

  #list(folder: string): string[] {
    const path = join(this.#root, folder);
    return existsSync(path) ? readdirSync(path).sort() : [];
  }

  async #load(path: string): Promise<File> {
    const file = join(this.#root, path);
    // A plain path is what Node and jest both take; a URL only where the path would be misread as one.
    const specifier = /[#%?\\]/.test(file) ? pathToFileURL(file).href : file;
    const exports = (await import(specifier)) as Readonly<Record<string, unknown>>;
    return { where: relative(process.cwd(), file), exports };
  }
}
