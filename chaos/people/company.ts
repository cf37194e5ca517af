import { type Dice, oneOf, type Reported } from './dice.ts';

const situations = [907, 908, 913, 914, 915] as const;

type Founder =
  | { readonly pinfl: string }
  | { readonly passport: string; readonly country: string }
  | { readonly tin: string };

/** A business opens: a sole trader, or a company of people at home, from abroad, and of other companies. */
export function company({ chance, index, person }: Dice): Reported {
  const isAlone = chance.below(5) === 0;
  const director = person('male', chance.below(2) === 0 ? 123 : oneOf(chance, situations));
  const others = Array.from({ length: isAlone ? 0 : chance.below(3) }, (_, place) =>
    oneOf<Founder>(chance, [
      person('female'),
      { passport: `AB${String(1_000_000 + index * 3 + place)}`, country: 'KZ' },
      { tin: String(300_000_000 + index * 3 + place) },
    ]),
  );
  const founders: Founder[] = [director, ...others];
  const event = {
    form: isAlone ? 'sole-trader' : 'llc',
    name: `Bahor Savdo ${index}`,
    founders: founders.map((founder) => ({ ...founder, sharePercent: 100 / founders.length })),
    director,
    address: { cadastralNumber: '10:09:01:02:03:0042' },
    activity: { oked: '62010' },
    capital: 10_000_000,
    taxRegime: oneOf(chance, ['turnover', 'vat']),
    bank: oneOf(chance, ['agrobank', null]),
    licence: oneOf(chance, ['pharmacy', null, null]),
  };
  const numbers = founders.map((founder) => ('pinfl' in founder ? founder.pinfl : null));
  return { lifeEvent: 'open-business', person: director, event, founders: numbers };
}
