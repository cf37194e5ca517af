import { z } from 'zod';
import { valueAt } from '../../../../notation/facts.ts';
import { crossFields, type Wrong } from '../../cross-fields.ts';
import { Founder } from '../../founder.ts';
import { cadastralNumber, code, companyName, oked, Person, soums } from '../../identifiers.ts';
import { companyForms, taxRegimes } from '../../words.ts';

/** What is reported to open a business: a limited liability company, or one person as a sole trader. */
export const event = crossFields(
  z.object({
    form: companyForms.describe('Limited liability company (llc), or one person as a sole trader'),
    name: companyName().describe('Wanted name'),
    founders: z.array(Founder).min(1).max(50).describe('Who founds; the shares make 100 together'),
    director: Person.describe('Who will head the business'),
    address: z
      .object({ cadastralNumber: cadastralNumber() })
      .describe('The cadastral number is enough as address'),
    activity: z.object({ oked: oked() }).describe('Main activity'),
    capital: soums().describe('Charter capital in soums; there is no minimum'),
    taxRegime: taxRegimes.describe('Turnover tax, or value added tax'),
    bank: code().nullable().describe('Where an account is to be opened; null for none'),
    licence: code().nullable().describe('Licence the activity needs; null for none'),
  }),
  wrongTogether,
);

function wrongTogether(value: unknown): Wrong[] {
  const list = valueAt(value, 'founders');
  const founders: readonly unknown[] = Array.isArray(list) ? list : [];
  return [...foundersTwice(founders), ...sharesTogether(founders), ...soleTrader(value, founders)];
}

function foundersTwice(founders: readonly unknown[]): Wrong[] {
  return ['pinfl', 'passport', 'tin'].flatMap((field) => {
    const numbers = founders.map((founder) => valueAt(founder, field));
    return numbers.flatMap((number, index) =>
      number !== undefined && numbers.indexOf(number) < index
        ? [{ path: ['founders', index, field], text: 'founder-twice' }]
        : [],
    );
  });
}

/** Exact but for the rounding of binary fractions: three times 100 / 3 is 100, three times 33.33 is not. */
function sharesTogether(founders: readonly unknown[]): Wrong[] {
  const shares = founders.map((founder) => valueAt(founder, 'sharePercent'));
  if (founders.length === 0 || !shares.every((share) => typeof share === 'number')) return [];
  const sum = shares.reduce((total, share) => total + share, 0);
  return Math.abs(sum - 100) < 1e-9 ? [] : [{ path: ['founders'], text: 'shares-not-100' }];
}

function soleTrader(value: unknown, founders: readonly unknown[]): Wrong[] {
  if (valueAt(value, 'form') !== 'sole-trader') return [];
  const company = founders.findIndex((founder) => valueAt(founder, 'tin') !== undefined);
  return [
    ...(founders.length > 1 ? [{ path: ['founders'], text: 'sole-trader-one-founder' }] : []),
    ...(company >= 0 ? [{ path: ['founders', company, 'tin'], text: 'sole-trader-person' }] : []),
  ];
}
