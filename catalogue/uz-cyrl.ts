/**
 * Uzbek in Latin letters written in Cyrillic ones, for texts of the state. Never for names of people: registers keep
 * both spellings as given. Marks: oʻ and gʻ may carry ʻ ‘ ' or `, the tutuq is ʼ ’ or '.
 */

/** Stems that spelling rules do not give: soft signs (dropped before an ending), ц without ts. */
const stems: readonly (readonly [latin: string, cyrillic: string])[] = [
  ['kompyuter', 'компьютер'],
  ['obyekt', 'объект'],
  ['subyekt', 'субъект'],
  ['sentabr', 'сентябрь'],
  ['oktabr', 'октябрь'],
  ['noyabr', 'ноябрь'],
  ['dekabr', 'декабрь'],
  ['yanvar', 'январь'],
  ['fevral', 'февраль'],
  ['aprel', 'апрель'],
  ['iyun', 'июнь'],
  ['iyul', 'июль'],
  ['kalendar', 'календарь'],
  ['bolnitsa', 'больница'],
  ['sirk', 'цирк'],
  ['isʼhoq', 'исҳоқ'],
];

/**
 * What stays as it is: gaps for values, addresses and paths, names of systems, words of the API (`traceId`,
 * `Retry-After`), and every word with a w or a bare c, which Uzbek does not have.
 */
const kept = new RegExp(
  [
    String.raw`\{[^}]*\}`,
    String.raw`(?:https?://|www\.|/v1/)\S+`,
    String.raw`\b[\w-]+(?:\.[\w-]+)*\.uz\b`,
    String.raw`\b(?:MyGov|OneID|E-IMZO|E-ijara|Mobile-ID|Standard Webhooks|Idempotency-Key|Retry-After|traceId)\b`,
    String.raw`\b(?:API|GET|ID|JSON|PDF|POST|QR|SMS|UTF-8|UZB?|Uzbekistan|resolve|retry|skip)\b`,
    String.raw`\b[A-Za-z/]*(?:[Ww]|[Cc](?![Hh]))[A-Za-z/]*\b`,
  ].join('|'),
  'g',
);

const digraphs: Readonly<Record<string, string>> = {
  oʻ: 'ў',
  gʻ: 'ғ',
  sh: 'ш',
  ch: 'ч',
  ts: 'ц',
  yo: 'ё',
  yu: 'ю',
  ya: 'я',
  ye: 'е',
};

const letters: Readonly<Record<string, string>> = {
  ...{
    a: 'а',
    b: 'б',
    d: 'д',
    e: 'е',
    f: 'ф',
    g: 'г',
    h: 'ҳ',
    i: 'и',
    j: 'ж',
    k: 'к',
    l: 'л',
    m: 'м',
    n: 'н',
  },
  ...{ o: 'о', p: 'п', q: 'қ', r: 'р', s: 'с', t: 'т', u: 'у', v: 'в', x: 'х', y: 'й', z: 'з', ʼ: 'ъ' },
};

const vowel = /[aeiouʻ]/i;

/** Writes a text in Cyrillic letters; what stands in braces, addresses and signs such as QR stay as they are. */
export function toCyrillic(text: string): string {
  let result = '';
  let from = 0;
  for (const match of text.matchAll(kept)) {
    result += words(text.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  return result + words(text.slice(from));
}

function words(text: string): string {
  return withOneApostrophe(text).replace(/[A-Za-zʻʼ]+/g, word);
}

/** After o and g a turned comma, elsewhere the tutuq; quotation marks around words stay. */
function withOneApostrophe(text: string): string {
  return text.replace(/([OoGg])[ʻ‘'`]/g, '$1ʻ').replace(/(?<=[A-Za-zʻ])[ʼ’'](?=[A-Za-z])/g, 'ʼ');
}

function word(latin: string): string {
  const lower = latin.toLowerCase();
  const stem = stems.find(([start]) => lower.startsWith(start));
  if (!stem) return rest(latin, 0);
  const [start, known] = stem;
  const ends = lower.length > start.length ? known.replace(/ь$/, '') : known;
  return likeIn(latin.slice(0, start.length), ends) + rest(latin, start.length);
}

function rest(latin: string, start: number): string {
  let result = '';
  for (let at = start; at < latin.length;) {
    const { cyrillic, length } = letterAt(latin, at);
    result += likeIn(latin.slice(at, at + length), cyrillic);
    at += length;
  }
  return result;
}

/** The Cyrillic letter that begins at a place, in small letters, and how many Latin ones it takes. */
function letterAt(latin: string, at: number): { readonly cyrillic: string; readonly length: number } {
  const two = latin.slice(at, at + 2).toLowerCase();
  const digraph = digraphs[two];
  const yBeforeTurnedO = two === 'yo' && latin[at + 2] === 'ʻ';
  if (digraph !== undefined && !yBeforeTurnedO) return { cyrillic: digraph, length: 2 };
  const one = latin.charAt(at).toLowerCase();
  const opens = at === 0 || vowel.test(latin.charAt(at - 1));
  return { cyrillic: one === 'e' && opens ? 'э' : (letters[one] ?? one), length: 1 };
}

/** Capitals as in the Latin original: Shahar → Шаҳар, SHAHAR → ШАҲАР. */
function likeIn(latin: string, cyrillic: string): string {
  if (latin === latin.toLowerCase()) return cyrillic;
  if (cyrillic.length === 1 || latin === latin.toUpperCase()) return cyrillic.toUpperCase();
  return cyrillic.charAt(0).toUpperCase() + cyrillic.slice(1);
}
