import { from } from '../../notation/references.ts';
import type { Change } from '../../temporal/messages.ts';
import { catalogueOf, routeOf, serviceOf } from './support/country.ts';
import { Stage } from './support/stage.ts';

const catalogue = catalogueOf(serviceOf('bank.open', { agency: 'bank', answers: 'later' }));
const input = { person: from('event.mother.pinfl') };
const route = routeOf(catalogue, {
  open: { service: 'bank.open', input },
  card: { service: 'bank.open', input },
  loan: { service: 'bank.open', input },
});

let stage: Stage;
let id: string;
beforeAll(async () => {
  stage = await Stage.set(catalogue);
});
beforeEach(async () => {
  id = await stage.enter({ route });
});
afterAll(() => stage.strike());

const change = (step: string, to: Change['to']): Change => ({ step, instance: 0, epoch: 1, to });
const record = (seq: number, ...changes: readonly Change[]) =>
  stage.engine('record', { route: id, seq, changes });
const steps = () => stage.rows('select step, status, seq from steps where route = $1 order by step', id);
const openTasks = () => stage.rows('select step from tasks where route = $1 and closed_at is null', id);
const counter = () => stage.rows('select seq from routes where id = $1', id);

const skipped = { status: 'skipped', because: 'withdrawn' } as const;
const stuck = { status: 'stuck', reason: 'contract-broken' } as const;

describe('what changes without a call', () => {
  it('is written all or not at all', async () => {
    await expect(record(9, change('open', skipped), change('nowhere', skipped))).rejects.toMatchObject({
      type: 'Unexpected',
    });
    expect(await steps()).toEqual([]);
    expect(await counter()).toEqual([{ seq: 0 }]);
  });

  it('ends many steps at once, with what was asked for them, and raises the counter', async () => {
    await record(2, change('open', stuck));

    const told = await record(
      3,
      ...[
        change('open', skipped),
        change('card', skipped),
        change('loan', { status: 'refused', code: 'no' }),
      ],
    );

    expect(await steps()).toEqual([
      { step: 'card', status: 'skipped', seq: 3 },
      { step: 'loan', status: 'refused', seq: 3 },
      { step: 'open', status: 'skipped', seq: 3 },
    ]);
    expect(
      await stage.rows('select skipped_because, refusal_code from steps where step = $1', 'loan'),
    ).toEqual([{ skipped_because: null, refusal_code: 'no' }]);
    expect(await openTasks()).toEqual([]);
    expect(await counter()).toEqual([{ seq: 3 }]);
    expect(told).not.toHaveProperty('overtakenBy');
  });

  it('may end some steps and ask officers about others', async () => {
    await record(2, change('open', skipped), change('card', stuck));

    expect(await steps()).toEqual([
      { step: 'card', status: 'stuck', seq: 2 },
      { step: 'open', status: 'skipped', seq: 2 },
    ]);
    expect(await openTasks()).toEqual([{ step: 'card' }]);
  });

  it('is written in order where a step is named twice', async () => {
    await record(2, change('open', { status: 'in-progress' }), change('open', skipped));

    expect(await steps()).toEqual([{ step: 'open', status: 'skipped', seq: 2 }]);
  });

  it('closes nothing when it is older than what is recorded, and says what stands instead', async () => {
    await record(5, change('open', stuck));

    const told = await record(4, change('open', skipped), change('card', skipped));

    expect(told).toMatchObject({ overtakenBy: 5 });
    expect(await steps()).toEqual([
      { step: 'card', status: 'skipped', seq: 4 },
      { step: 'open', status: 'stuck', seq: 5 },
    ]);
    await record(4, change('open', { status: 'in-progress' }));
    expect(await openTasks()).toEqual([{ step: 'open' }]);
    expect(await counter()).toEqual([{ seq: 5 }]);
  });

  it('stays with the agency that a step was passed on to', async () => {
    await record(2, change('open', { status: 'in-progress' }));
    await stage.db.pool.query("update steps set agency = 'other' where route = $1", [id]);

    await record(3, change('open', skipped));

    expect(await stage.rows('select agency, status from steps where route = $1', id)).toEqual([
      { agency: 'other', status: 'skipped' },
    ]);
  });
});
