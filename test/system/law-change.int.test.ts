import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/environment/folders.ts';
import { temporalAddress } from '../support/temporal.ts';
import { type Hayot, startHayot } from './support/hayot.ts';
import { birth } from './support/people.ts';
import { brief, isClosed, Portal, type RouteView, type Task } from './support/portal.ts';
import { rowsFollowFromHistories } from './support/rows-and-histories.ts';

const old = {
  bornOn: '2024-03-20',
  services: ['benefit'],
  payout: { kind: 'card', value: '8600000000000000' },
};

describe('the law on births of 2024, for routes that go by that of 2020', () => {
  let hayot: Hayot;
  let portal: Portal;
  beforeAll(async () => {
    hayot = await startHayot();
    portal = new Portal(hayot);
  });
  afterAll(() => hayot.stop());

  const lawChange = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(root, 'scripts/law-change.ts'), ...args],
      {
        encoding: 'utf8',
        env: {
          ...process.env,
          NODE_OPTIONS: '',
          DATABASE_URL: hayot.databaseUrl,
          TEMPORAL_ADDRESS: temporalAddress(),
          TEMPORAL_NAMESPACE: hayot.namespace,
        },
      },
    );
    return { status, said: stdout + stderr };
  };

  /** Parents who have to come to the registry, and have not yet. */
  async function waiting(changes: Record<string, unknown> = {}) {
    const event = birth({ ...old, medicalRecord: null, place: 'home', ...changes });
    const id = await portal.start('child-birth', event.mother, event);
    const isAsked = ({ yourTurn }: RouteView) => yourTurn.length > 0;
    const { yourTurn } = await portal.follow(id, () => undefined, isAsked);
    const come = () =>
      portal.post(
        `/v1/tasks/${yourTurn[0]?.id ?? ''}/answer`,
        { actor: event.mother, answer: { visitedOn: event.bornOn, confirmation: '20260117' } },
        { role: 'citizen', ...event.mother },
      );
    return { id, event, come, task: yourTurn[0] as Task };
  }

  it('previews, moves, and carries to their end by the new law what had not come so far', async () => {
    const [moving, withdrawn] = [await waiting(), await waiting()];
    await portal.post(`/v1/routes/${withdrawn.id}/withdraw`, { reason: 'Moved abroad', steps: null });

    const strict = lawChange('preview', 'child-birth', '2024-04-01');
    expect(strict).toMatchObject({ status: 0 });
    expect(strict.said).toContain('child-birth 2024-04-01: 0 could move, 2 must not.');
    expect(strict.said).toContain('2  event.bornOn before 2024-04-01: the law in force then applies');

    const wide = lawChange('preview', 'child-birth', '2024-04-01', '--also-before', '--json');
    expect(JSON.parse(wide.said)).toMatchObject({
      could: [moving.id],
      then: { 'order: new': [moving.id], 'social: new': [moving.id] },
      mustNot: [withdrawn.id],
      because: { 'the route was withdrawn': [withdrawn.id] },
    });

    const applied = lawChange(
      'apply',
      'child-birth',
      '2024-04-01',
      '--also-before',
      '--reason',
      'Court decision',
    );
    expect(applied.status).toBe(0);
    expect(applied.said).toContain(`${moving.id}: moved\n`);
    expect(applied.said).toContain(`${withdrawn.id}: must not (the route was withdrawn)\n`);
    expect(applied.said).toContain('1 moved, 1 must not, 0 failed.');
    expect(lawChange('apply', 'child-birth', '2024-04-01', '--also-before', '--reason', 'x').said).toContain(
      '0 moved, 1 must not, 0 failed.',
    );

    const moved = await portal.route(moving.id);
    expect(moved.version).toBe('2024-04-01');
    expect(brief(moved)).toMatchObject({ order: 'not-started', social: 'not-started', claims: 'done' });
    expect(await moving.come()).toMatchObject({ status: 200 });
    const closed = await portal.follow(moving.id, () => undefined, isClosed);
    expect(brief(closed)).toMatchObject({ register: 'done', order: 'done', entitlement: 'done' });
    await withdrawn.come();
    await portal.follow(withdrawn.id, () => undefined, isClosed);
  });

  it('says in words what is wrong with the command', () => {
    expect(lawChange('preview', 'child-birth', '2030-01-01')).toEqual({
      status: 1,
      said: 'child-birth has no version 2030-01-01; it has 2020-09-01, 2024-04-01.\n',
    });
    expect(lawChange('preview', 'marriage', '2024-04-01').said).toContain('There is no life event marriage');
    expect(lawChange('apply', 'child-birth', '2024-04-01').said).toContain('--reason');
  });

  rowsFollowFromHistories(() => hayot);
});
