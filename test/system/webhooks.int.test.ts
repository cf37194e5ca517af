import { Client } from 'pg';
import { isSignedWith, type Receiver, startReceiver } from '../support/receiver.ts';
import { findPlanted, placeOfText } from './support/find-planted.ts';
import { type Hayot, startHayot } from './support/hayot.ts';
import { birth, person } from './support/people.ts';
import { Portal } from './support/portal.ts';
import { rowsFollowFromHistories } from './support/rows-and-histories.ts';

/** Words that no code or sample holds: in an event they could come from these people only. */
const mother = person('female', 904);
const planted = {
  name: 'Zumradoyim',
  clinic: 'CL-9931-773',
  fullClinic: 'CL-9931-774',
  record: 'MR-66190345',
};

describe('a portal that asked to be told of its routes', () => {
  let hayot: Hayot;
  let portal: Portal;
  let receiver: Receiver;
  let secret: string;
  beforeAll(async () => {
    [hayot, receiver] = await Promise.all([startHayot({ WEBHOOK_LOOPBACK: 'allowed' }), startReceiver()]);
    portal = new Portal(hayot);
    const made = await portal.post<{ secret: string }>('/v1/webhooks', { url: receiver.url });
    ({ secret } = made.body);
  });
  beforeEach(() => {
    receiver.forget();
  });
  afterAll(async () => {
    await Promise.all([hayot.stop(), receiver.close()]);
  });

  const types = () => new Set(receiver.received.map(({ event }) => event.type.split('.')[3]));

  it('hears how a birth goes on, whose turn it is and how it ends, and nothing about the people', async () => {
    const { name, record, fullClinic, clinic } = planted;
    const child = { givenName: name, sex: 'female' };
    const event = birth({ mother, child, medicalRecord: record, services: ['clinic'], clinic: fullClinic });
    const id = await portal.start('child-birth', mother, event);
    await portal.follow(id, async (task) => {
      const answer = { actor: mother, answer: { clinic } };
      await portal.post(`/v1/tasks/${task.id}/answer`, answer, { role: 'citizen', ...mother });
    });
    await until(() => types().has('closed'));

    const heard = receiver.received.map((one) => placeOfText(one.id, one.body + JSON.stringify(one.headers)));
    expect([...types()].toSorted()).toEqual(['closed', 'moved', 'turn']);
    expect(receiver.received.every((one) => isSignedWith(secret, one))).toBe(true);
    expect(receiver.received.find(({ event: { type } }) => type.includes('closed'))?.event).toMatchObject({
      subject: id,
      data: { route: id, state: 'closed', outcome: 'complete', link: `/v1/routes/${id}` },
    });
    expect(findPlanted(heard, [id]).length).toBeGreaterThan(2);
    expect(findPlanted(heard, [...Object.values(planted), mother.pinfl])).toEqual([]);
  });

  it('hears the same event once more after a worker was killed that had just sent it', async () => {
    const sent = new Promise<string>((resolve) => {
      // The receiver has it; the worker is killed before it knows.
      receiver.answer = (_response, { id }) => {
        resolve(id);
      };
    });
    const route = await portal.start('child-birth', mother, birth({ mother }));
    const first = await sent;
    await hayot.killAndRestart('worker');
    receiver.answer = (response) => response.writeHead(204).end();
    await claimsEnd(hayot.databaseUrl);
    await portal.follow(route);
    const twice = () => receiver.received.filter(({ id }) => id === first);
    await until(() => twice().length === 2 && types().has('closed'));

    expect(new Set(twice().map(({ body }) => body)).size).toBe(1);
    // Counted once the receiver's answer is recorded.
    const counted = /hayot_webhook_deliveries_total\{result="delivered"\} [1-9]/;
    await until(async () => counted.test(await (await fetch(hayot.metrics)).text()));
  });

  rowsFollowFromHistories(() => hayot);
});

/** A minute passes for what the killed worker had claimed. */
async function claimsEnd(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`update webhook_deliveries set next_at = now() where state = 'waiting'`);
  await client.end();
}

async function until(check: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await check())) {
    if (Date.now() > end) throw new Error('Waited for 30 seconds in vain.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
