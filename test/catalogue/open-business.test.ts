import type { Catalogue } from '../../notation/catalogue.ts';
import { uzbekistan } from './support/catalogue.ts';
import { business, man, woman } from './support/events.ts';
import { type People, walkRoute } from './support/walk-route.ts';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await uzbekistan();
});

const walk = (differs: Parameters<typeof business>[0] = {}, people: People = {}) =>
  walkRoute({ catalogue, lifeEvent: 'open-business', event: business(differs), people });

const foreigner = { passport: 'N1234567', country: 'TR', sharePercent: 30 };
const company = { tin: '305123456', sharePercent: 30 };

describe('a company of two people', () => {
  /** Steps over founders from abroad and founding companies are done where there are none. */
  it('is registered once both have confirmed and the duty is paid, and then gets account, VAT and licence', async () => {
    const { outcome, steps } = await walk();

    expect(outcome).toBe('complete');
    expect(steps).toEqual({
      address: 'done',
      name: 'done',
      warning: 'skipped',
      number: 'done',
      head: 'done',
      confirm: 'done',
      'confirm-from-abroad': 'done',
      'confirm-for-company': 'done',
      duty: 'done',
      invoice: 'done',
      payment: 'done',
      register: 'done',
      company: 'done',
      account: 'done',
      lease: 'done',
      vat: 'done',
      licence: 'done',
      capital: 'done',
    });
  });

  it('pays half a base amount, and learns by when the charter capital is due', async () => {
    const { answers } = await walk();

    expect(answers['duty']).toEqual({ amount: 206_000, because: 'duty-online' });
    expect(answers['capital']).toEqual({
      amount: 50_000_000,
      within: '12 months',
      because: 'capital-in-a-year',
    });
  });

  it('opens no account, asks for no licence and registers for no VAT where nobody wants them', async () => {
    const { outcome, steps } = await walk({ bank: null, licence: null, taxRegime: 'turnover' });

    expect(outcome).toBe('complete');
    expect(steps).toMatchObject({ account: 'skipped', licence: 'skipped', vat: 'skipped' });
  });
});

describe('a sole trader', () => {
  it('needs no reserved name, no duty that we know of and no charter capital', async () => {
    const { outcome, steps } = await walk({
      form: 'sole-trader',
      founders: [{ ...woman(11), sharePercent: 100 }],
    });

    expect(outcome).toBe('complete');
    expect(steps).toMatchObject({
      name: 'skipped',
      confirm: 'done',
      invoice: 'skipped',
      payment: 'skipped',
      register: 'done',
      company: 'skipped',
      capital: 'skipped',
    });
  });
});

describe('a founder from abroad', () => {
  it('gets a personal number first, and confirms under it', async () => {
    const { outcome, steps, answers } = await walk({
      founders: [{ ...woman(11), sharePercent: 70 }, foreigner],
    });

    expect(outcome).toBe('complete');
    expect(steps).toMatchObject({ number: 'done', confirm: 'done', 'confirm-from-abroad': 'done' });
    expect(answers['number']).toEqual([undefined, { pinfl: expect.stringMatching(/^\d{14}$/) }]);
    expect(answers['confirm-from-abroad']).toEqual([undefined, { confirmed: true }]);
  });

  it('ends it by not agreeing, like any other', async () => {
    const { outcome, steps } = await walk(
      { founders: [{ ...woman(11), sharePercent: 70 }, foreigner] },
      { decline: ['confirm-from-abroad/1'] },
    );

    expect(outcome).toBe('refused');
    expect(steps).toMatchObject({ 'confirm-from-abroad': 'refused: declined', register: 'not begun' });
  });
});

describe('a founding company', () => {
  it('confirms by its head, whom the tax register names', async () => {
    const { outcome, answers } = await walk({ founders: [{ ...man(12), sharePercent: 70 }, company] });

    expect(outcome).toBe('complete');
    expect(answers['head']).toEqual([undefined, { pinfl: expect.stringMatching(/^\d{14}$/) }]);
    expect(answers['confirm-for-company']).toEqual([undefined, { confirmed: true }]);
  });
});

describe('no half-made company', () => {
  it('remains where one founder does not agree: no duty is asked, and the name is given back', async () => {
    const { outcome, steps, undoable } = await walk({}, { decline: ['confirm/1'] });

    expect(outcome).toBe('refused');
    expect(steps).toMatchObject({
      confirm: 'refused: declined',
      invoice: 'not begun',
      register: 'not begun',
    });
    expect(undoable).toEqual(['name']);
  });

  it('remains where a founder may not found: invoice and name are taken back, the last first', async () => {
    const founders = [
      { ...woman(11), sharePercent: 50 },
      { ...man(908), sharePercent: 50 },
    ];

    const { outcome, steps, undoable } = await walk({ founders });

    expect(outcome).toBe('refused');
    expect(steps).toMatchObject({ register: 'refused: founder-barred', account: 'not begun' });
    expect(undoable).toEqual(['invoice', 'name']);
  });
});

describe('after the registration', () => {
  it.each([
    {
      name: 'the tax office may refuse the VAT registration',
      serial: 914,
      ends: { vat: 'refused: risk-too-high' },
    },
    { name: 'the licence may be refused', serial: 915, ends: { licence: 'refused: requirements-not-met' } },
    { name: 'the bank may decline', serial: 913, ends: { account: 'refused: bank-declines' } },
  ])('$name, and the company stands', async ({ serial, ends }) => {
    const { outcome, steps } = await walk({ director: woman(serial) });

    expect(outcome).toBe('partial');
    expect(steps).toMatchObject({ register: 'done', ...ends });
  });

  it('another bank can be named where the first one declines', async () => {
    const { outcome, steps } = await walk({ director: woman(913) }, { mend: { account: 'Bank 4' } });

    expect(outcome).toBe('complete');
    expect(steps['account']).toBe('done');
  });
});
