import { from } from '../../notation/references.ts';
import { catalogueOf, routeOf, serviceOf } from './support/country.ts';
import { refusedConnection, timedOut } from './support/fake-platform.ts';
import { callOf, Stage } from './support/stage.ts';

const catalogue = catalogueOf(
  serviceOf('bank.pay', { agency: 'bank', repeat: 'look-up' }),
  serviceOf('bank.wire', { agency: 'bank', repeat: 'never' }),
);
const input = { person: from('event.mother.pinfl') };
const route = routeOf(catalogue, {
  pay: { service: 'bank.pay', input },
  wire: { service: 'bank.wire', input },
});

let stage: Stage;
let id: string;
beforeAll(async () => {
  stage = await Stage.set(catalogue);
});
beforeEach(async () => {
  id = await stage.enter({ route });
  stage.platform.calls.length = 0;
  await stage.rows(`insert into gates (agency, tokens) values ('bank', 0) on conflict (agency) do nothing`);
  await hasPlaces();
});
afterAll(() => stage.strike());

const hasPlaces = () =>
  stage.rows('update gates set tokens = 0, failures = 0, refilled_at = clock_timestamp()');
const isFull = () => stage.rows('update gates set tokens = -100000, refilled_at = clock_timestamp()');
const isShut = async () => {
  await hasPlaces();
  stage.platform.next(refusedConnection);
};
const refusal = (work: Promise<unknown>) => work.catch((error: unknown) => error);
const wire = (seq: number) => stage.perform('bank.wire', callOf(id, 'wire', { seq }));

describe('a call that is ready and finds no place in its agency’s rate limit', () => {
  it('leaves no trace of having been sent, and is sent as if for the first time when there is one', async () => {
    await isFull();
    expect(await refusal(stage.perform('bank.pay', callOf(id, 'pay')))).toMatchObject({
      type: 'AgencyUnavailable',
    });
    expect(await stage.rows('select key from intents')).toEqual([]);
    await hasPlaces();
    await stage.perform('bank.pay', callOf(id, 'pay'));

    expect(stage.platform.asked).toEqual(['act bank.pay']);
  });

  it.each([
    ['no place', isFull],
    ['a closed door', isShut],
  ])('keeps the word of an officer that it may be sent once more: %s', async (_what, hinder) => {
    stage.platform.next(timedOut);
    await wire(1);
    const to = { status: 'stuck', reason: 'outcome-unknown' } as const;
    await stage.engine('record', { route: id, seq: 2, changes: [{ ...callOf(id, 'wire'), to }] });
    await hinder();
    expect(await refusal(wire(3))).toMatchObject({ type: 'AgencyUnavailable' });
    await hasPlaces();

    expect(await wire(3)).toMatchObject({ end: 'done' });
    expect(await wire(3)).toMatchObject({ end: 'done' });
    expect(stage.platform.asked.length).toBeLessThanOrEqual(3);
  });
});
