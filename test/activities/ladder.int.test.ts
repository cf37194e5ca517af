import { raiseTasks, tellDailyList } from '../../activities/upkeep/raise-tasks.ts';
import { raisedTasks } from '../../db/ladder.ts';
import { closeTasks, openOfficerTask } from '../../db/tasks.ts';
import { from } from '../../notation/references.ts';
import { catalogueOf, routeOf, serviceOf } from './support/country.ts';
import { Stage } from './support/stage.ts';

const catalogue = catalogueOf(serviceOf('bank.open', { agency: 'bank' }));
const route = routeOf(catalogue, {
  open: { service: 'bank.open', input: { person: from('event.mother.pinfl') } },
});

let stage: Stage;
let id: string;
let warned: unknown[][];
beforeEach(async () => {
  stage = await Stage.set(catalogue);
  id = await stage.enter({ route });
  warned = [];
  await open();
});
afterEach(() => stage.strike());

const open = () =>
  openOfficerTask(stage.db.orm, {
    ...{ route: id, step: 'open', instance: 0, epoch: 1, kind: 'officer', service: 'bank.open' },
    ...{ party: null, personKey: null, team: 'bank', field: null, dueAt: null },
  });
const kit = () => ({
  db: stage.db,
  catalogue,
  log: { info: () => undefined, warn: (...told: unknown[]) => warned.push(told) } as never,
});
/** The task came to its level on this day. */
const since = (day: string) =>
  stage.rows(
    `update tasks set raise_at = null, opened_at = $1::timestamptz,
       raised_at = case when level > 1 then $1::timestamptz end`,
    day,
  );
const task = async () => (await stage.rows('select level, raised_at, raise_at from tasks'))[0];

describe("an officer's task that nobody settles", () => {
  it('stays with the officers for one working day of their agency: that of Friday until Monday has ended', async () => {
    // In Tashkent a Monday ends at 19:00 of it.
    await stage.rows('update tasks set opened_at = $1', '2099-11-20T05:00:00Z');
    expect(await raiseTasks(kit())).toBe(0);
    expect(await task()).toMatchObject({ level: 1, raise_at: new Date('2099-11-23T19:00:00Z') });
  });

  it('goes to their head, then to the daily list, and stays there', async () => {
    for (const level of [2, 3, 3]) {
      await since('2026-03-02T05:00:00Z');
      await raiseTasks(kit());
      expect((await task())?.['level']).toBe(level);
    }
    await tellDailyList(kit());

    expect(await raisedTasks(stage.db.orm)).toEqual([{ team: 'bank', level: 3, count: 1 }]);
    expect(JSON.stringify(warned.at(-1))).toContain('"team":"bank","level":3,"count":1');
  });

  it('is raised once, however many workers look', async () => {
    await since('2026-03-02T05:00:00Z');
    const raised = await Promise.all([raiseTasks(kit()), raiseTasks(kit()), raiseTasks(kit())]);

    expect(raised.reduce((sum, one) => sum + one, 0)).toBe(1);
    expect((await task())?.['level']).toBe(2);
  });

  it('begins anew with the officers when its step is stuck once more', async () => {
    await since('2026-03-02T05:00:00Z');
    await raiseTasks(kit());
    await closeTasks(stage.db.orm, { route: id, step: 'open', instance: 0 });
    await raiseTasks(kit());
    await open();

    expect(await task()).toEqual({ level: 1, raised_at: null, raise_at: null });
  });
});
