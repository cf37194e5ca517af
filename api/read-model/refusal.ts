import type { OutcomeRow } from '../../db/route-view.ts';
import type { Catalogue } from '../../notation/catalogue.ts';
import { say, type Language } from '../../catalogue/texts.ts';
import { localDate } from '../../terms/index.ts';
import type { Refusal } from '../schemas/route.ts';

export interface RefusalKit {
  readonly catalogue: Catalogue;
  readonly language: Language;
  /** Of the definition that the route runs on: in force where a rule names no other. */
  readonly law: string;
}

/** A refusal as people read it, the same wherever it is shown. `evidence` only where the caller may see it. */
export function refusalOf(
  kit: RefusalKit,
  service: string,
  { row, evidence }: { readonly row: OutcomeRow; readonly evidence: unknown },
): Refusal {
  const code = row.code ?? 'unknown';
  const { article, field, within, hearing, appeal } = termsOf(kit, service, code);
  return {
    code,
    text: sentence(kit, [`${service}.${code}`, `refusal.${code}`]) ?? code,
    article,
    ...(field === null ? {} : { field }),
    ...(evidence === undefined ? {} : { evidence }),
    remedy: {
      text: sentence(kit, [`${service}.${code}.remedy`, `refusal.${code}.remedy`]),
      field: field && `/${field}`,
      within,
    },
    decidedBy: deciders[row.decidedBy],
    decidedOn: localDate(row.at, kit.catalogue.country.timeZone),
    lawInForce: row.law ?? kit.law,
    hearing,
    appeal,
  };
}

type Terms = Pick<Refusal, 'article' | 'hearing' | 'appeal'> & {
  readonly field: string | null;
  readonly within: string | null;
};

const silent: Terms = { article: null, hearing: null, appeal: null, field: null, within: null };

/** What the service declares of the code; reasons that no service declares, like a term that ended, carry nothing. */
function termsOf({ catalogue }: RefusalKit, service: string, code: string): Terms {
  const declared = catalogue.services[service]?.refusals[code];
  if (declared === undefined) return silent;
  const { remedy, article, hearing, appeal } = declared;
  return { ...silent, ...remedy, article, hearing: hearing ?? null, appeal: appeal ?? null };
}

/** A law that decides by itself, because a term ran out, decides as a rule does. */
const deciders = {
  rule: 'rule',
  officer: 'officer',
  agency: 'agency',
  person: 'person',
  law: 'rule',
} as const;

/** The first of the keys that anybody wrote a sentence for. */
function sentence({ catalogue, language }: RefusalKit, keys: readonly string[]): string | null {
  const key = keys.find((one) => Object.hasOwn(catalogue.texts.en, one));
  return key === undefined ? null : say(catalogue, language, key);
}
