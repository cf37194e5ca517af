import type { OlderRoute } from '../../db/law-change.ts';
import type { Catalogue } from '../../notation/catalogue.ts';
import type { RouteStanding } from '../../notation/law-change.ts';
import { judge } from '../../scripts/law-change/judge.ts';
import { birth } from './support/events.ts';
import { uzbekistan } from './support/catalogue.ts';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await uzbekistan();
});

/** Judges a birth by the law of 2020 that stands so, for the law of 2024. */
function judged(
  steps: RouteStanding['steps'],
  {
    event = birth({ bornOn: '2024-03-20' }),
    alsoBefore = true,
  }: { readonly event?: unknown; readonly alsoBefore?: boolean } = {},
) {
  const [old, next] = catalogue.lifeEvents['child-birth'] ?? [];
  if (old === undefined || next === undefined) throw new Error('There are not two laws on births.');
  const route: OlderRoute = {
    ...{ id: 'r', personKey: 'k', compiled: old.compiled, startedAt: new Date(), hasBegun: true },
    standing: { ending: null, steps },
  };
  return judge(route, event, { version: next, timeZone: 'Asia/Tashkent', alsoBefore });
}

const registered = { record: 'done', marriage: 'done', visit: 'skipped', claims: 'done' } as const;

describe('births by the law of 2020 and the law of 1 April 2024', () => {
  it('keep the law in force on the day of birth, unless somebody says otherwise', () => {
    expect(judged(registered, { alsoBefore: false })).toEqual({
      could: false,
      because: ['event.bornOn before 2024-04-01: the law in force then applies'],
    });
    expect(judged(registered, { alsoBefore: false, event: birth({ bornOn: '2024-04-01' }) })).toMatchObject({
      could: true,
    });
  });

  it('could go on by the new law while the benefit is not decided: the birth order is looked up first', () => {
    const verdict = judged({ ...registered, register: 'open' });

    expect(verdict).toMatchObject({
      could: true,
      move: {
        added: ['order', 'social'],
        rewired: ['entitlement'],
        asBegun: ['claims'],
        dropped: [],
        kept: [],
      },
    });
    const entitlement = verdict.could ? verdict.move.route.steps['entitlement'] : undefined;
    expect(entitlement?.needs).toEqual(['order', 'social']);
  });

  it('keep a benefit that was decided, as it was decided', () => {
    const verdict = judged({
      ...registered,
      register: 'done',
      number: 'done',
      entitlement: 'done',
      benefit: 'open',
    });

    expect(verdict).toMatchObject({ could: true, move: { asBegun: ['claims', 'entitlement'] } });
    const entitlement = verdict.could ? verdict.move.route.steps['entitlement'] : undefined;
    expect(entitlement?.needs).toEqual(['register']);
  });

  it('must not move while the benefit is being decided by the old rule', () => {
    expect(judged({ ...registered, register: 'done', entitlement: 'open' })).toEqual({
      could: false,
      because: ['entitlement is under way, and differs in the new version in input, when, needs'],
    });
  });

  it('must not move when the event is gone, or says less than the new law asks', () => {
    expect(judged(registered, { event: null })).toMatchObject({ could: false });
    expect(judged(registered, { event: { ...birth(), place: 'somewhere' } })).toMatchObject({
      could: false,
      because: [expect.stringMatching(/^the event does not fit the new version: \/place /)],
    });
  });
});
