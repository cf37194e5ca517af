import { connect, type Database } from '../../db/client.ts';
import { steps } from '../../db/schema.ts';
import { type Hayot, startHayot } from './support/hayot.ts';
import { birth, person } from './support/people.ts';
import { brief, Portal } from './support/portal.ts';
import { rowsFollowFromHistories } from './support/rows-and-histories.ts';

/** What the rows of a workflow task say that was lost with its worker: steps begun, stuck, left out under high counters. */
const forgotten = [
  { step: 'visit', agency: 'civil-registry', service: 'civil-registry.visit', status: 'waiting-for-person' },
  { step: 'register', agency: 'civil-registry', service: 'civil-registry.register-birth', status: 'stuck' },
  {
    step: 'number',
    agency: 'personalisation',
    service: 'personalisation.issue-pinfl',
    status: 'in-progress',
  },
  { step: 'clinic', agency: 'health', service: 'health.enrol-newborn', status: 'in-progress' },
  { step: 'id-card', agency: 'interior', service: 'interior.issue-id-card', status: 'waiting-for-agency' },
  { step: 'payment', agency: 'treasury', service: 'treasury.payment', status: 'skipped' },
] as const;

describe('a route whose rows were written by a workflow task that was lost', () => {
  let hayot: Hayot;
  let db: Database;
  beforeAll(async () => {
    hayot = await startHayot();
    db = connect(hayot.databaseUrl);
  });
  afterAll(async () => {
    await db.close();
    await hayot.stop();
  });

  it('writes over them as it goes, and shows in the end what came of each step', async () => {
    const portal = new Portal(hayot);
    const slow = { mode: 'slow', delayMs: 4_000 };
    await fetch(`${hayot.simulator}/services/civil-registry.marriage`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(slow),
    });
    const mother = person('female', 905);
    const id = await portal.start('child-birth', mother, birth({ mother, services: ['clinic', 'id-card'] }));
    const rows = forgotten.map((row, number) => ({
      ...row,
      route: id,
      instance: 0,
      epoch: 1,
      seq: 40 + number,
    }));
    await db.orm.insert(steps).values(rows);

    const closed = await portal.follow(id);

    expect(closed.outcome).toBe('complete');
    expect(brief(closed)).toMatchObject({
      visit: 'skipped',
      register: 'done',
      number: 'done',
      clinic: 'done',
    });
    expect(closed.seq).toBeGreaterThan(45);
  });

  rowsFollowFromHistories(() => hayot);
});
