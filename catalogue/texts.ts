import type { Catalogue } from '../notation/catalogue.ts';
import { toCyrillic } from './uz-cyrl.ts';

/** Languages a person may read in. `uz` is Latin; `uz-Cyrl` is derived from it. */
export type Language = 'uz' | 'uz-Cyrl' | 'ru' | 'en';

/**
 * A text in a language, `{gap}` filled from `params` as it stands: names of people are never transliterated. A key
 * that the language lacks is said in English; one that no language has comes back as it is.
 */
export function say(
  catalogue: Pick<Catalogue, 'texts'>,
  language: Language,
  ...[key, params = {}]: readonly [key: string, params?: Readonly<Record<string, string | number>>]
): string {
  const { texts } = catalogue;
  const found = language === 'uz-Cyrl' ? cyrillic(texts.uz[key]) : texts[language][key];
  const text = found ?? texts.en[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (gap, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : gap,
  );
}

const cyrillic = (latin: string | undefined) => (latin === undefined ? undefined : toCyrillic(latin));
