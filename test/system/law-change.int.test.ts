import { type Hayot, startHayot } from './support/hayot.ts';
import { lawChange, waitingBirth } from './support/law-change.ts';
import { daysAgo } from './support/people.ts';
import { brief, isClosed, Portal } from './support/portal.ts';
import { rowsFollowFromHistories } from './support/rows-and-histories.ts';

const to2024 = ['child-birth', '2024-04-01'];
const applying = ['apply', ...to2024, '--also-before', '--reason', 'Court decision'];

describe('the law on births of 2024, for routes that go by that of 2020', () => {
  let hayot: Hayot;
  let portal: Portal;
  beforeAll(async () => {
    hayot = await startHayot();
    portal = new Portal(hayot);
  });
  afterAll(() => hayot.stop());

  const say = (...args: string[]) => lawChange(hayot, args);

  it('previews, moves, and carries to their end by the new law what had not come so far', async () => {
    const [moving, withdrawn] = [await waitingBirth(portal), await waitingBirth(portal)];
    await portal.post(`/v1/routes/${withdrawn.id}/withdraw`, { reason: 'Moved abroad', steps: null });

    const strict = await say('preview', ...to2024);
    expect(strict).toMatchObject({ status: 0 });
    expect(strict.said).toContain('child-birth 2024-04-01: 0 could move, 2 must not.');
    expect(strict.said).toContain('2  event.bornOn before 2024-04-01: the law in force then applies');

    const wide = await say('preview', ...to2024, '--also-before', '--json');
    expect(JSON.parse(wide.said)).toMatchObject({
      could: [moving.id],
      then: { 'order: new': [moving.id], 'social: new': [moving.id] },
      mustNot: [withdrawn.id],
      because: { 'the route was withdrawn': [withdrawn.id] },
    });

    const applied = await say(...applying);
    expect(applied.status).toBe(0);
    expect(applied.said).toContain('1 of 1 routes have been told.\n');
    expect(applied.said).toContain(`${moving.id}: moved\n`);
    expect(applied.said).toContain(`${withdrawn.id}: must not (the route was withdrawn)\n`);
    expect(applied.said).toContain('1 moved, 1 must not, 0 failed.');
    const again = (await say(...applying)).said;
    expect(again).toContain('By 2024-04-01 already: 1.\n0 moved, 1 must not, 0 failed.');
    expect(again).not.toContain('Operation');

    const moved = await portal.route(moving.id);
    expect(moved.version).toBe('2024-04-01');
    expect(brief(moved)).toMatchObject({ order: 'not-started', social: 'not-started', claims: 'done' });
    expect(await moving.come()).toMatchObject({ status: 200 });
    const closed = await portal.follow(moving.id, () => undefined, isClosed);
    expect(brief(closed)).toMatchObject({ register: 'done', order: 'done', entitlement: 'done' });
    await withdrawn.come();
    await portal.follow(withdrawn.id, () => undefined, isClosed);
  });

  it('names the routes where it is asked to, and moves no more at a time than it is told', async () => {
    const births = [await waitingBirth(portal), await waitingBirth(portal), await waitingBirth(portal)];
    const ids = births.map(({ id }) => id).toSorted();
    const named = (await say('preview', ...to2024, '--also-before', '--list')).said;
    const counted = (await say('preview', ...to2024, '--also-before')).said;
    const first = (await say(...applying, '--limit', '2')).said;

    expect(named).toContain(`    3  order: new\n${ids.map((id) => `           ${id}\n`).join('')}`);
    expect(counted).toContain('    3  order: new\n');
    expect(counted).not.toContain(ids[0]);
    expect(first).toContain('2 moved, 0 must not, 0 failed.');
    expect((await say(...applying, '--limit', '2')).said).toContain('1 moved, 0 must not, 0 failed.');
    const versions = await Promise.all(ids.map(async (id) => (await portal.route(id)).version));
    expect(new Set(versions)).toEqual(new Set(['2024-04-01']));
    for (const { come } of births) await come();
    await Promise.all(ids.map((id) => portal.follow(id, () => undefined, isClosed)));
  });

  it('says that a route goes by that version already, or by a later one, and leaves it as it is', async () => {
    const [moved, old] = [await waitingBirth(portal, { bornOn: daysAgo(3) }), await waitingBirth(portal)];
    const back = (await say('apply', 'child-birth', '2020-09-01', '--also-before', '--reason', 'A way back'))
      .said;

    expect((await say('preview', ...to2024)).said).toContain('By 2024-04-01 already: 1.\n');
    expect(back).toBe(
      'By 2020-09-01 already: 1.\nBy 2024-04-01, which is newer: 1. A route never goes back.\n0 moved, 0 must not, 0 failed.\n',
    );
    expect((await portal.route(moved.id)).version).toBe('2024-04-01');
    for (const { id, come } of [moved, old]) {
      await come();
      await portal.follow(id, () => undefined, isClosed);
    }
  });

  it.each([
    [
      'a version that the catalogue does not have',
      ['preview', 'child-birth', '2030-01-01'],
      'child-birth has no version 2030-01-01; it has 2020-09-01, 2024-04-01.',
    ],
    [
      'an unknown life event',
      ['apply', 'marriage', '2024-04-01', '--reason', 'x'],
      'There is no life event marriage; there are child-birth, open-business.',
    ],
    [
      'a life event named as what every object has',
      ['preview', '__proto__', '2024-04-01'],
      'There is no life event __proto__; there are child-birth, open-business.',
    ],
    ['no reason', ['apply', ...to2024], "required option '--reason <why>' not specified"],
    [
      'a reason without a word',
      ['apply', ...to2024, '--reason', '  '],
      '--reason is empty or longer than 2000 characters: write why, as "Court decision".',
    ],
    [
      'a limit that is no number of routes',
      [...applying, '--limit', '-1'],
      '--limit is "-1": write a number of routes, as 100.',
    ],
  ])('says in one sentence what is wrong: %s', async (_, args, sentence) => {
    expect(await say(...args)).toEqual({ status: 1, said: `${sentence}\n` });
  });

  it('says in one sentence that PostgreSQL does not answer', async () => {
    const nowhere = { DATABASE_URL: 'postgres://hayot@127.0.0.1:1/hayot' };
    expect(await lawChange(hayot, ['preview', ...to2024], nowhere)).toEqual({
      status: 1,
      said: 'No PostgreSQL answers. Run npm start in another terminal, or set DATABASE_URL.\n',
    });
  });

  rowsFollowFromHistories(() => hayot);
});
