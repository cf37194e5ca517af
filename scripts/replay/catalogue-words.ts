import { say } from '../../catalogue/texts.ts';
import type { Words } from '../../analysis/story/index.ts';
import type { Catalogue } from '../../notation/catalogue.ts';

/** The catalogue's own names and reasons, in English; what it does not name is told by its id. */
export function wordsOf(catalogue: Catalogue): Words {
  const sentence = (keys: readonly string[]) => {
    const key = keys.find((one) => Object.hasOwn(catalogue.texts.en, one));
    return key === undefined ? undefined : say(catalogue, 'en', key);
  };
  return {
    timeZone: catalogue.country.timeZone,
    agency: (id) => (Object.hasOwn(catalogue.agencies, id) ? (catalogue.agencies[id]?.name ?? id) : id),
    refusal: (service, code) => sentence([`${service}.${code}`, `refusal.${code}`]) ?? code,
    reason: (id) => sentence([`reason.${id}`]),
  };
}
