import { z } from 'zod';
import { storeDecree } from '../../db/clocks/decrees.ts';
import { movesBecauseOf } from '../../db/clocks/deadline-moves.ts';
import { clockActs } from '../../db/clocks/schema.ts';
import { catalogueOf, people, routeOf, serviceOf } from './support/country.ts';
import { callOf, Stage } from './support/stage.ts';

const mending = serviceOf('registry.enrol', { input: z.object({ clinic: z.string() }), norm: '2 days' });
const catalogue = catalogueOf(mending);
const route = routeOf(catalogue, {
  enrol: { service: 'registry.enrol', input: { clinic: 'C' }, within: '10 working days' },
  short: { service: 'registry.enrol', input: { clinic: 'C' }, within: '1 minute' },
});

let stage: Stage;
let id: string;
beforeAll(async () => {
  stage = await Stage.set(catalogue);
});
beforeEach(async () => {
  id = await stage.enter({ route, event: { person: people.mother } });
});
afterAll(() => stage.strike());

const row = async () =>
  (await stage.rows('select due_at, norm_at, paused_at, seq from steps where route = $1', id))[0];

describe('reckoning a term anew', () => {
  it('takes away deadline and norm while the clock stands, and notes that it moved', async () => {
    const opened = await stage.engine('open-step', callOf(id, 'enrol'));
    const paused = await stage.engine('reckon', {
      ...callOf(id, 'enrol', { seq: 2 }),
      ...{ act: { is: 'pause' }, cause: `${id}-pause` },
    });

    expect(paused).toEqual({
      ...{ is: 'reckoned', notBefore: null, dueAt: null, normAt: null },
      ...{ isPaused: true, isEstimate: false, moved: true },
    });
    expect(await row()).toMatchObject({ due_at: null, norm_at: null, paused_at: expect.any(Date) as Date });
    const [move] = await movesBecauseOf(stage.db.orm, `${id}-pause`, { limit: 5 });
    expect(move).toMatchObject({ route: id, step: 'enrol', from: new Date(opened.dueAt ?? ''), to: null });
  });

  it('gives the same deadline back when it is resumed on the same day', async () => {
    const opened = await stage.engine('open-step', callOf(id, 'enrol'));
    const act = (is: 'pause' | 'resume', seq: number) =>
      stage.engine('reckon', { ...callOf(id, 'enrol', { seq }), act: { is }, cause: `${id}-${is}` });
    await act('pause', 2);
    const resumed = await act('resume', 3);

    expect(resumed).toMatchObject({ dueAt: opened.dueAt, isPaused: false, moved: true });
    expect(await row()).toMatchObject({ due_at: new Date(opened.dueAt ?? ''), paused_at: null });
  });

  it('adds the days of an extension once, however often it is repeated', async () => {
    const opened = await stage.engine('open-step', callOf(id, 'enrol'));
    const extend = {
      ...callOf(id, 'enrol', { seq: 2 }),
      act: { is: 'extend', by: '5 working days' } as const,
      cause: `${id}-more`,
    };
    const first = await stage.engine('reckon', extend);
    const again = await stage.engine('reckon', extend);

    const weeks = (from: string | null, to: string | null) =>
      Math.round((Date.parse(to ?? '') - Date.parse(from ?? '')) / (7 * 86_400_000));
    expect(weeks(opened.dueAt, first.is === 'reckoned' ? first.dueAt : null)).toBe(1);
    expect(again).toEqual({ ...first, moved: false });
    expect(await stage.rows('select decision from clock_acts where route = $1', id)).toHaveLength(1);
  });

  it('refuses what contradicts the clock, and keeps nothing of it', async () => {
    await stage.engine('open-step', callOf(id, 'enrol'));
    const contradicted = await stage.engine('reckon', {
      ...callOf(id, 'enrol', { seq: 2 }),
      ...{ act: { is: 'resume' }, cause: `${id}-resume` },
    });

    expect(contradicted).toEqual({ is: 'contradicted' });
    expect(await stage.db.orm.$count(clockActs)).toBe(
      (await stage.rows('select decision from clock_acts where route <> $1', id)).length,
    );
  });

  it('moves the deadline and the task of a mend when a decree gives days off', async () => {
    const recorded = await stage.engine('record', {
      ...{ route: id, seq: 1 },
      changes: [
        { step: 'enrol', instance: 0, epoch: 1, to: { status: 'waiting-for-person', mend: 'wrong-clinic' } },
      ],
    });
    const dueAt = recorded.tasks[0]?.dueAt ?? '';
    const lastDay = new Date(Date.parse(dueAt) + 5 * 3_600_000 - 1).toISOString().slice(0, 10);
    const decree = await storeDecree(stage.db.orm, {
      country: 'test',
      decree: {
        year: Number(lastDay.slice(0, 4)),
        publishedOn: '2026-01-01',
        source: `made up for ${id}`,
        days: { [lastDay]: { five: 'off', six: 'off', why: 'a day off' } },
      },
      appliedBy: 'test',
    });
    const moved = await stage.engine('reckon', {
      ...callOf(id, 'enrol', { seq: 2 }),
      ...{ act: null, cause: decree },
    });

    expect(moved).toMatchObject({ is: 'reckoned', moved: true });
    const [task] = await stage.rows('select due_at from tasks where route = $1', id);
    expect(task?.['due_at']).toEqual(new Date(moved.is === 'reckoned' ? (moved.dueAt ?? '') : ''));
    expect(Date.parse(moved.is === 'reckoned' ? (moved.dueAt ?? '') : '')).toBeGreaterThan(Date.parse(dueAt));
  });
});
