import { readFile } from 'node:fs/promises';

/** A place where something planted may turn up, with all of its bytes. */
export interface Place {
  readonly name: string;
  readonly bytes: Buffer;
}

export async function placeOfFile(file: string): Promise<Place> {
  return { name: file, bytes: await readFile(file).catch(() => Buffer.alloc(0)) };
}

export const placeOfText = (name: string, text: string): Place => ({ name, bytes: Buffer.from(text) });

/** Names the places where any of the words stands, as text or within base64; empty where none does. */
export function findPlanted(places: readonly Place[], words: readonly string[]): string[] {
  return places.flatMap(({ name, bytes }) =>
    words
      .filter((word) => spellings(word).some((one) => bytes.includes(one)))
      .map((word) => `${word} in ${name}`),
  );
}

/** Base64 of a word depends on where it begins within three bytes: the part that is the same is searched for. */
function spellings(word: string): string[] {
  const shifted = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), Buffer.from(word)]).toString('base64');
    const from = Math.ceil((before * 8) / 6);
    const upTo = Math.floor(((before + Buffer.byteLength(word)) * 8) / 6);
    return text.slice(from, upTo);
  });
  return [word, ...shifted];
}
