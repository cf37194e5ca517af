import type { Catalogue } from '../../notation/catalogue.ts';
import { uzbekistan } from './support/catalogue.ts';
import { birth, business, man, woman } from './support/events.ts';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await uzbekistan();
});

/** `/pointer text` of everything that is wrong with an event. */
function wrong(lifeEvent: string, event: unknown): string[] {
  const schema = catalogue.lifeEvents[lifeEvent]?.at(-1)?.definition.event;
  const issues = schema?.safeParse(event).error?.issues ?? [];
  return issues.map((issue) => {
    const text = issue.code === 'custom' ? String(issue.params?.['text']) : issue.code;
    return `/${issue.path.join('/')} ${text}`;
  });
}

describe('a report of a birth', () => {
  it('is taken whole', () => {
    expect(wrong('child-birth', birth())).toEqual([]);
  });

  it.each([
    ['the same person as mother and father', { father: woman() }, ['/father/pinfl parents-same']],
    ['the third of two twins', { multiple: { of: 2, number: 3 } }, ['/multiple/number multiple-number']],
    ['a service chosen twice', { services: ['clinic', 'clinic'] }, ['/services/1 chosen-twice']],
    ['a birth in the future', { bornOn: '2999-01-01' }, ['/bornOn date-in-future']],
    ['a day that does not exist', { bornOn: '2026-02-30' }, ['/bornOn invalid_format']],
    ['a mistyped number', { mother: { pinfl: '31210632040245' } }, ['/mother/pinfl pinfl-check-digit']],
    ['a card that is none', { payout: { kind: 'card', value: '1' } }, ['/payout/value payout-value']],
    ['a name of signs', { child: { givenName: '***', sex: 'female' } }, ['/child/givenName name-letters']],
  ])('is refused for %s', (_name, differs, expected) => {
    expect(wrong('child-birth', birth(differs))).toEqual(expected);
  });

  it('hears of everything that is wrong at once', () => {
    const event = birth({
      bornOn: '2999-01-01',
      father: woman(),
      multiple: { of: 2, number: 3 },
      place: 'boat',
    });

    expect(wrong('child-birth', event).sort()).toEqual([
      '/bornOn date-in-future',
      '/father/pinfl parents-same',
      '/multiple/number multiple-number',
      '/place invalid_value',
    ]);
  });
});

describe('a report of a new business', () => {
  const founders = [
    { ...woman(11), sharePercent: 60 },
    { ...woman(11), sharePercent: 60 },
  ];

  it('is taken whole, also with founders from abroad and founding companies', () => {
    const all = [
      { ...man(12), sharePercent: 33.33 },
      { passport: 'N1234567', country: 'TR', sharePercent: 33.33 },
      { tin: '305123456', sharePercent: 33.34 },
    ];

    expect(wrong('open-business', business())).toEqual([]);
    expect(wrong('open-business', business({ founders: all }))).toEqual([]);
  });

  it.each([
    [[100 / 3, 100 / 3, 100 / 3], []],
    [[33.33, 33.33, 33.34], []],
    [[0.1, 0.2, 99.7], []],
    [[33.33, 33.33, 33.33], ['/founders shares-not-100']],
    [[50, 50, 0.0001], ['/founders shares-not-100']],
  ])('adds shares up exactly: %j', (shares, expected) => {
    const three = shares.map((sharePercent, index) => ({ ...man(30 + index), sharePercent }));

    expect(wrong('open-business', business({ founders: three }))).toEqual(expected);
  });

  it('is refused for a founder who stands there twice, and for shares that are not 100, both at once', () => {
    expect(wrong('open-business', business({ founders }))).toEqual([
      '/founders/1/pinfl founder-twice',
      '/founders shares-not-100',
    ]);
  });

  it.each([
    ['two founders of a sole trader', { form: 'sole-trader' }, ['/founders sole-trader-one-founder']],
    [
      'a company as a sole trader',
      { form: 'sole-trader', founders: [{ tin: '305123456', sharePercent: 100 }] },
      ['/founders/0/tin sole-trader-person'],
    ],
    ['a name that is kept for the state', { name: 'UZB Trade' }, ['/name company-name-state']],
    ['a capital with tiyins', { capital: 0.5 }, ['/capital invalid_type']],
    ['no founders', { founders: [] }, ['/founders too_small']],
    ['founders that are no list', { founders: 'nobody' }, ['/founders invalid_type']],
  ])('is refused for %s', (_name, differs, expected) => {
    expect(wrong('open-business', business(differs))).toEqual(expected);
  });

  it.each([null, 7, 'x', [], { founders: [null] }])('does not fall over hostile values: %j', (event) => {
    expect(wrong('open-business', event).length).toBeGreaterThan(0);
  });
});
