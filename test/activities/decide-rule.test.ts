import { z } from 'zod';
import { decideRule } from '../../activities/decide-rule.ts';
import { all, is, present } from '../../notation/conditions.ts';
import type { DatedRule } from '../../notation/service.ts';
import { catalogueOf, serviceOf } from './support/country.ts';

const { rates } = catalogueOf();
const newer: DatedRule = {
  from: '2026-04-01',
  law: 'law of 2026',
  cases: [
    {
      when: is('input.birthOrder', 1),
      answer: {
        entitled: true,
        amount: { $rate: 'wage', times: 0.703, on: 'bornOn' },
        because: 'first-child',
        differs: { $differs: ['birthOrder', 'registered'] },
      },
    },
    { when: all(is('input.birthOrder', 9), present('input.registered')), refuse: 'too-many' },
  ],
};
const older: DatedRule = {
  from: '2024-01-01',
  law: 'law of 2024',
  cases: [
    { answer: { entitled: true, amount: { $rate: 'wage' }, because: { $input: 'said' }, differs: false } },
  ],
};
const benefit = serviceOf('registry.benefit', {
  kind: 'rule',
  answer: z.object({ entitled: z.boolean(), amount: z.int(), because: z.string(), differs: z.boolean() }),
  refusals: { 'too-many': { article: 'article 2', remedy: {} } },
  rules: { by: 'bornOn', versions: [older, newer] },
});
const decide = (input: Record<string, unknown>) => decideRule(benefit, { input, rates, today: '2026-11-22' });

describe('a rule of law', () => {
  it('decides by the version that was in force on its date', () => {
    expect(decide({ bornOn: '2026-03-31', birthOrder: 1, said: 'as it was' })).toEqual({
      is: 'answered',
      answer: { entitled: true, amount: 1_271_000, because: 'as it was', differs: false },
      law: 'law of 2024',
    });
  });

  it('computes amounts from the rate of the day, in whole soums', () => {
    const decision = decide({ bornOn: '2026-04-01', birthOrder: 1, registered: 2 });
    expect(decision).toMatchObject({ answer: { amount: 893_513 }, law: 'law of 2026' });
  });

  it.each([
    ['differs from what the register says', 2, true],
    ['is what the register says', 1, false],
    ['cannot be compared, for the register says nothing', null, false],
  ])('shows whether a claim %s', (_which, registered, differs) => {
    expect(decide({ bornOn: '2026-05-01', birthOrder: 1, registered })).toMatchObject({
      answer: { differs },
    });
  });

  it('may refuse, and names the law', () => {
    const decision = decide({ bornOn: '2026-05-01', birthOrder: 9, registered: 9 });
    expect(decision).toEqual({ is: 'refused', code: 'too-many', law: 'law of 2026' });
  });

  it.each([
    ['before its first version', { bornOn: '2023-12-31' }],
    ['without a date', { bornOn: null }],
    ['where no case holds', { bornOn: '2026-05-01', birthOrder: 3 }],
  ])('does not decide %s', (_when, input) => {
    expect(decide(input)).toMatchObject({ is: 'undecided' });
  });
});
