import { type Hayot, startHayot } from './support/hayot.ts';
import { daysAgo, person } from './support/people.ts';
import { brief, Portal } from './support/portal.ts';
import { rowsFollowFromHistories } from './support/rows-and-histories.ts';

describe('a life event that came as a folder of data', () => {
  let hayot: Hayot;
  beforeAll(async () => {
    hayot = await startHayot({ CATALOGUE: 'catalogue/uz:test/fixtures/moving-home' });
  });
  afterAll(() => hayot.stop());

  it('is offered beside the others, and carries a family to its new address', async () => {
    const portal = new Portal(hayot);
    const [mover, owner, child, another] = [
      person('female'),
      person('male'),
      person('male'),
      person('female'),
    ];
    const event = {
      person: mover,
      movingOn: daysAgo(2),
      address: { cadastralNumber: '10:09:01:02:03:0042' },
      owner,
      children: [child, another],
      forwardMail: true,
    };
    const offered = await portal.get<{ items: { id: string }[] }>('/v1/life-events');

    const id = await portal.start('move-home', mover, event, ['mail']);
    const route = await portal.follow(id, async (task) => {
      const agreed = { actor: owner, answer: { agreed: true } };
      const taken = await portal.post(`/v1/tasks/${task.id}/answer`, agreed, { role: 'citizen', ...owner });
      expect(taken).toMatchObject({ status: 200 });
    });

    expect(offered.body.items.map((one) => one.id).toSorted()).toEqual([
      'child-birth',
      'move-home',
      'open-business',
    ]);
    expect(route.outcome).toBe('complete');
    expect(brief(route)).toEqual({
      building: 'done',
      agreement: 'done',
      fee: 'done',
      register: 'done',
      children: 'done',
      mail: 'done',
    });
    expect(route.steps.find((step) => step.id === 'children')?.instances).toHaveLength(2);
  });

  rowsFollowFromHistories(() => hayot);
});
