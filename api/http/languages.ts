/** Languages of every text a person reads. `uz` is Latin; `uz-Cyrl` is derived from it. */
export const languages = ['uz', 'uz-Cyrl', 'ru', 'en'] as const;
export type Language = (typeof languages)[number];

/** Says a text key in a language; `{name}` in the text is filled from `params`. */
export type Say = (
  language: Language,
  key: string,
  params?: Readonly<Record<string, string | number>>,
) => string;

/**
 * Chooses by Accept-Language: `preferred` is the caller's list, best first. English where nothing fits or nothing is
 * said, because then the reader is most likely a developer.
 */
export function chooseLanguage(preferred: readonly string[]): Language {
  for (const wish of preferred) {
    const language = match(wish.toLowerCase());
    if (language !== undefined) return language;
  }
  return 'en';
}

function match(wish: string): Language | undefined {
  if (wish === 'uz-cyrl' || wish.startsWith('uz-cyrl-')) return 'uz-Cyrl';
  return (['uz', 'ru', 'en'] as const).find((known) => wish === known || wish.startsWith(`${known}-`));
}
