import { connect, type Database } from '../../db/client.ts';
import { Agencies, until } from './support/agencies.ts';
import { type Hayot, startHayot } from './support/hayot.ts';
import { person } from './support/people.ts';
import { brief, Portal, portal as mygov, type RouteView } from './support/portal.ts';
import { rowsFollowFromHistories } from './support/rows-and-histories.ts';

const officer = { role: 'officer', team: 'rehearsal' };

interface Why {
  readonly because: string | null;
  readonly becauseText: string | null;
}

/** A route with a service of each way to repeat; only `seal`, which is `safe`, honours our key. */
describe('a call of which nobody knows whether it happened', () => {
  let hayot: Hayot;
  let portal: Portal;
  let agencies: Agencies;
  let db: Database;
  beforeAll(async () => {
    hayot = await startHayot({ CATALOGUE: 'catalogue/uz:chaos/catalogue' });
    portal = new Portal(hayot);
    agencies = new Agencies(hayot);
    db = connect(hayot.databaseUrl);
  });
  afterAll(async () => {
    await db.close();
    await hayot.stop();
  });

  const start = async () => {
    const applicant = person('female');
    return portal.start('rehearsal', applicant, { person: applicant, wantsLast: true });
  };
  const did = (route: string, step: string) => agencies.did(route, `rehearsal.${step}`);
  const happened = (route: string, ...steps: string[]) =>
    until(
      () => Promise.all(steps.map((step) => did(route, step))),
      (all) => all.every((one) => one.includes('effect')),
    );
  const stuckAt = (id: string, step: string) =>
    portal.follow(id, undefined, (route) => brief(route)[step] === 'stuck');
  const why = async (id: string, step: string, language = 'en') => {
    const headers = { 'accept-language': language };
    const { body } = await portal.get<RouteView>(`/v1/routes/${id}`, mygov, headers);
    return body.steps.find((one) => one.id === step) as (Why & RouteView['steps'][number]) | undefined;
  };
  const decide = async (id: string, step: string, action: string, answer?: object) => {
    const body = { reason: 'The agency was asked by telephone.', ...(answer && { answer }) };
    const path = `/v1/routes/${id}/steps/${step}/${action}`;
    expect(await portal.post(path, body, officer)).toMatchObject({ status: 200 });
  };
  /** The next seal comes to nothing at the quick pace; at the ordinary one it is done, and its answer takes its time. */
  const sealWithoutWord = async () => {
    await agencies.tell('services/rehearsal.seal', { mode: 'down', times: 1 });
    await agencies.tell('agencies/rehearsal', { mode: 'slow', delayMs: 3_500, times: 1 });
  };
  /** What the agency did, as it says by telephone. */
  const heard = async (id: string, step: string) => {
    const entries = await agencies.saw(id, `rehearsal.${step}`);
    const answer = entries.find(({ effect }) => effect)?.answer;
    return answer?.is === 'answered' ? answer.answer : { number: '00000000' };
  };
  /** Somebody puts the person right in our data, while a call about them is under way. */
  const correctPerson = async (id: string) => {
    const other = JSON.stringify(person('female').pinfl);
    const statement = `update personal.events set body = jsonb_set(body, '{person,pinfl}', $2::jsonb) where route = $1`;
    await db.pool.query(statement, [id, other]);
  };

  it('is repeated where the agency honours our key, and one effect stands', async () => {
    await agencies.tell('services/rehearsal.seal', { mode: 'effect-then-reset', times: 1 });
    const afterwards = await start();
    expect((await portal.follow(afterwards)).outcome).toBe('complete');
    await agencies.tell('services/rehearsal.seal', { mode: 'reset', times: 1 });
    const before = await start();
    expect((await portal.follow(before)).outcome).toBe('complete');

    expect(await did(afterwards, 'seal')).toEqual(['effect', 'answered']);
    expect(await did(before, 'seal')).toEqual(['reset', 'effect']);
  });

  it('is first looked up where that can be done, and repeated only where it did not happen', async () => {
    await agencies.tell('services/rehearsal.note', { mode: 'effect-then-reset', times: 1 });
    const afterwards = await start();
    expect((await portal.follow(afterwards)).outcome).toBe('complete');
    await agencies.tell('services/rehearsal.note', { mode: 'reset', times: 1 });
    const before = await start();
    expect((await portal.follow(before)).outcome).toBe('complete');

    expect(await did(afterwards, 'note')).toEqual(['effect', 'answered']);
    expect(await did(before, 'note')).toEqual(['reset', 'not-found', 'effect']);
  });

  it('is never repeated by itself where a repeat could do harm: an officer asks, and resolves', async () => {
    await agencies.tell('services/rehearsal.wire', { mode: 'effect-then-reset', times: 1 });
    const id = await start();
    await stuckAt(id, 'wire');
    expect(await why(id, 'wire')).toMatchObject({ because: 'outcome-unknown' });
    expect(await did(id, 'wire')).toEqual(['effect']);
    const answer = await heard(id, 'wire');
    await decide(id, 'wire', 'resolve', answer);

    expect((await portal.follow(id)).outcome).toBe('complete');
    expect(await did(id, 'wire')).toEqual(['effect']);
  });

  it('is sent once more by the word of an officer whom the agency told that it did nothing', async () => {
    await agencies.tell('services/rehearsal.wire', { mode: 'reset', times: 1 });
    const id = await start();
    await stuckAt(id, 'wire');
    expect(await did(id, 'wire')).toEqual(['reset']);
    await decide(id, 'wire', 'retry');

    expect((await portal.follow(id)).outcome).toBe('complete');
    expect(await did(id, 'wire')).toEqual(['reset', 'effect']);
  });

  it('stands once, too, when our worker is killed between the act and its record', async () => {
    for (const step of ['note', 'wire'])
      await agencies.tell(`services/rehearsal.${step}`, { mode: 'slow', delayMs: 3_500, times: 1 });
    await sealWithoutWord();
    const id = await start();
    await happened(id, 'seal');
    await hayot.killAndRestart('worker');
    await happened(id, 'note', 'wire');
    await hayot.killAndRestart('worker');
    await stuckAt(id, 'wire');
    await decide(id, 'wire', 'resolve', await heard(id, 'wire'));

    expect((await portal.follow(id)).outcome).toBe('complete');
    expect(await did(id, 'seal')).toEqual(['down', 'effect', 'answered']);
    expect(await did(id, 'note')).toEqual(['effect', 'answered']);
    expect(await did(id, 'wire')).toEqual(['effect']);
  }, 120_000);

  it('is not sent under its key with another body: its officer is told that the request changed', async () => {
    await agencies.tell('services/rehearsal.seal', { mode: 'drip' });
    const id = await start();
    const noted = async () => (await db.pool.query('select from intents where route = $1', [id])).rowCount;
    await until(noted, (rows) => rows === 1);
    await correctPerson(id);
    await stuckAt(id, 'seal');
    await agencies.wellAgain('services/rehearsal.seal');

    expect(await why(id, 'seal', 'uz')).toMatchObject({
      because: 'request-changed',
      becauseText: expect.stringContaining('avval olganidan farq qiladi'),
    });
    expect((await why(id, 'seal', 'ru'))?.becauseText).toMatch(/отличается от того/);
    expect((await why(id, 'seal'))?.becauseText).toMatch(/no longer the one that the agency received/);
    const tasks = await portal.get<{ items: object[] }>(`/v1/tasks?team=rehearsal`, officer);
    expect(tasks.body.items).toMatchObject([{ route: id, step: 'seal' }]);
    await decide(id, 'seal', 'resolve', await heard(id, 'seal'));
    expect((await portal.follow(id)).outcome).toBe('complete');
    expect((await did(id, 'seal')).filter((one) => one === 'effect')).toHaveLength(1);
    expect(await agencies.summary()).toMatchObject({ duplicates: 0, keysWithTwoBodies: 0 });
  });

  it('is refused by the agency where we could not know: the officer is told the same', async () => {
    await sealWithoutWord();
    const id = await start();
    await happened(id, 'seal');
    await correctPerson(id);
    await hayot.killAndRestart('worker');
    await stuckAt(id, 'seal');

    expect(await did(id, 'seal')).toEqual(['down', 'effect', 'other-body']);
    expect(await why(id, 'seal')).toMatchObject({ because: 'request-changed' });
    expect(await agencies.summary()).toMatchObject({ duplicates: 0, keysWithTwoBodies: 1 });
    await decide(id, 'seal', 'retry');
    await stuckAt(id, 'seal');
    await decide(id, 'seal', 'resolve', await heard(id, 'seal'));
    expect((await portal.follow(id)).outcome).toBe('complete');
    expect((await did(id, 'seal')).filter((one) => one === 'effect')).toHaveLength(1);
  }, 120_000);

  rowsFollowFromHistories(() => hayot);
});
