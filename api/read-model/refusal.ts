import type { OutcomeRow } from '../../db/route-view.ts';
import type { Catalogue, Version } from '../../notation/catalogue.ts';
import { say, type Language } from '../../catalogue/texts.ts';
import type { Refusal } from '../schemas/route.ts';

export interface RefusalKit {
  readonly catalogue: Catalogue;
  readonly language: Language;
  /** The version the route runs on; its law is in force where a rule names no other. */
  readonly version: Version | undefined;
}

/** A refusal as people read it, the same wherever it is shown. `evidence` only where the caller may see it. */
export function refusalOf(
  kit: RefusalKit,
  service: string,
  { row, evidence }: { row: OutcomeRow; evidence: unknown },
): Refusal {
  const code = row.code ?? 'unknown';
  const terms = kit.catalogue.services[service]?.refusals[code];
  const { remedy, hearing = null, appeal = null, article = null } = terms ?? {};
  return {
    code,
    text: sentence(kit, [`${service}.${code}`, `refusal.${code}`]) ?? code,
    article,
    ...(remedy?.field === undefined ? {} : { field: remedy.field }),
    ...(evidence === undefined ? {} : { evidence }),
    remedy: {
      text: sentence(kit, [`${service}.${code}.remedy`, `refusal.${code}.remedy`]),
      field: remedy?.field === undefined ? null : `/${remedy.field}`,
      within: remedy?.within ?? null,
    },
    decidedBy: deciders[row.decidedBy],
    decidedOn: dayOf(row.at, kit.catalogue.country.timeZone),
    lawInForce: row.law ?? kit.version?.definition.law.join('; ') ?? '',
    hearing,
    appeal: appeal && { to: appeal.to, within: appeal.within },
  };
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

/** The calendar day of an instant in the country. */
export function dayOf(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(instant);
}
