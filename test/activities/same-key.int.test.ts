import { from } from '../../notation/references.ts';
import type { PlatformAnswer } from '../../activities/platform/index.ts';
import { catalogueOf, routeOf, serviceOf } from './support/country.ts';
import { refusedConnection, timedOut } from './support/fake-platform.ts';
import { callOf, Stage } from './support/stage.ts';

const catalogue = catalogueOf(
  serviceOf('bank.pay', { agency: 'bank' }),
  serviceOf('bank.proof', { kind: 'proof' }),
);
const input = { person: from('event.mother.pinfl') };
const route = routeOf(catalogue, {
  pay: { service: 'bank.pay', input, undo: 'bank.pay' },
  proof: { service: 'bank.proof', input },
});
const changed = { is: 'stuck', reason: 'request-changed' };

let stage: Stage;
let id: string;
beforeAll(async () => {
  stage = await Stage.set(catalogue);
});
beforeEach(async () => {
  id = await stage.enter({ route });
  stage.platform.calls.length = 0;
});
afterAll(() => stage.strike());

const perform = (step: string) => stage.perform(`bank.${step}`, callOf(id, step));
/** One attempt that settles nothing, whether by a value or by a failure that is repeated. */
async function unsettled(step: string, answer: PlatformAnswer): Promise<void> {
  stage.platform.next(answer);
  await perform(step).catch(() => undefined);
}
const mother = (pinfl: string) =>
  stage.rows(
    `update personal.events set body = jsonb_build_object('mother', jsonb_build_object('pinfl', $2::text)) where route = $1`,
    id,
    pinfl,
  );
const intents = () => stage.rows('select key from intents where route = $1', id);

describe('an agency that honours our key', () => {
  it.each<[string, string, PlatformAnswer]>([
    ['may have had it', 'pay', timedOut],
    ['said that there is nothing yet', 'proof', { is: 'not-found' }],
    ['answered what nobody can use', 'pay', { is: 'broken', why: 'no JSON' }],
  ])('is not sent another body under it once it %s', async (_how, step, answer) => {
    await unsettled(step, answer);
    await mother('1');

    expect(await perform(step)).toEqual(changed);
    expect(stage.platform.calls).toHaveLength(1);
  });

  it('is sent the same again as often as need be, also when it was something else in between', async () => {
    await unsettled('pay', timedOut);
    await unsettled('pay', timedOut);
    const [first] = stage.platform.calls;
    await mother('1');
    expect(await perform('pay')).toEqual(changed);
    await mother(String(first?.input['person']));

    expect(await perform('pay')).toMatchObject({ is: 'settled', end: 'done' });
    expect(new Set(stage.platform.calls.map((call) => JSON.stringify(call.input))).size).toBe(1);
  });

  it('may be sent what was put right, where the first surely never left us', async () => {
    await unsettled('pay', refusedConnection);
    await mother('1');

    expect(await perform('pay')).toMatchObject({ end: 'done' });
  });

  it('costs no row of ours where it answers at once', async () => {
    await perform('pay');

    expect(await intents()).toEqual([]);
  });

  it('may itself say that it had another body before, and is believed', async () => {
    stage.platform.next({ is: 'other-body' }, { is: 'other-body' });

    expect(await perform('pay')).toEqual(changed);
    expect(await stage.perform('bank.pay', callOf(id, 'pay'), { undo: true })).toMatchObject({
      is: 'stuck',
      reason: 'undo-failed',
    });
  });

  it('is sent what a person mended in a new epoch, under a key of its own', async () => {
    await unsettled('pay', timedOut);
    await mother('1');

    expect(await stage.perform('bank.pay', callOf(id, 'pay', { epoch: 2, seq: 2 }))).toMatchObject({
      end: 'done',
    });
    expect(new Set(stage.platform.calls.map((call) => call.key)).size).toBe(2);
  });
});
