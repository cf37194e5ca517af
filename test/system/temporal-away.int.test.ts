import { freePort } from '../../scripts/environment/ports.ts';
import { type Hayot, startHayot } from './support/hayot.ts';
import { birth } from './support/people.ts';
import { brief, Portal } from './support/portal.ts';
import { rowsFollowFromHistories } from './support/rows-and-histories.ts';

describe('while the API cannot reach Temporal', () => {
  let hayot: Hayot;
  let portal: Portal;
  let waiting: string;
  beforeAll(async () => {
    const nowhere = `127.0.0.1:${await freePort()}`;
    hayot = await startHayot({}, () => Promise.resolve({ api: { TEMPORAL_ADDRESS: nowhere } }));
    portal = new Portal(hayot);
    const event = birth({ medicalRecord: null });
    waiting = await portal.start('child-birth', event.mother, event);
  });
  afterAll(() => hayot.stop());

  it('takes births in, and the reconciler of the worker starts them', async () => {
    const event = birth();

    const id = await portal.start('child-birth', event.mother, event);
    const route = await portal.follow(id);

    expect(route.outcome).toBe('complete');
    expect(brief(route)).toMatchObject({ register: 'done', number: 'done' });
  });

  it('refuses a withdrawal with 503 and says when to come back', async () => {
    await portal.follow(waiting, undefined, ({ steps }) =>
      steps.some(({ status }) => status === 'waiting-for-person'),
    );

    const refused = await portal.post<{ type: string }>(`/v1/routes/${waiting}/withdraw`, {
      reason: 'We moved away',
    });

    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await portal.route(waiting)).state).toBe('open');
  });

  rowsFollowFromHistories(() => hayot);
});
