import { once } from 'node:events';
import { type Client } from '@temporalio/client';
import { connect, type Database } from '../../db/client.ts';
import { createClient } from '../../temporal/connection.ts';
import { message } from '../../temporal/route-messages.ts';
import { temporalAddress } from '../support/temporal.ts';
import { type Hayot, startHayot } from './support/hayot.ts';
import { beginLawChange, lawChange, waitingBirth } from './support/law-change.ts';
import { brief, isClosed, Portal } from './support/portal.ts';
import { rowsFollowFromHistories } from './support/rows-and-histories.ts';

const applying = ['apply', 'child-birth', '2024-04-01', '--also-before', '--reason', 'Court decision'];

describe('a change of law over many routes, while processes are killed', () => {
  let hayot: Hayot;
  let portal: Portal;
  let db: Database;
  let temporal: Client;
  beforeAll(async () => {
    hayot = await startHayot({ OPERATION_ROUTES_PER_SECOND: '3' });
    portal = new Portal(hayot);
    db = connect(hayot.databaseUrl);
    temporal = createClient({ address: temporalAddress(), namespace: hayot.namespace });
  });
  afterAll(async () => {
    await Promise.all([db.close(), temporal.connection.close()]);
    await hayot.stop();
  });

  /** How often a route took a new law, by its history. */
  async function changes(id: string): Promise<number> {
    const { events } = await temporal.workflow.getHandle(id).fetchHistory();
    const taken = events?.filter(
      ({ workflowExecutionUpdateAcceptedEventAttributes: accepted }) =>
        accepted?.acceptedRequest?.input?.name === message.changeLaw,
    );
    return taken?.length ?? 0;
  }

  /** The minute passes for which the killed worker had its routes. */
  const aMinuteLater = () =>
    db.pool.query(`update operation_items set due_at = now() where state = 'waiting'`);

  it('moves every route exactly once, though command and worker are killed halfway, and carries all to their end', async () => {
    const births = await Promise.all(Array.from({ length: 14 }, () => waitingBirth(portal)));
    const command = beginLawChange(hayot, applying);
    let said = '';
    command.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (/^[1-9]\d* of 14/m.test(said)) command.kill('SIGKILL');
    });
    await once(command, 'close');
    await hayot.killAndRestart('worker');
    const [first, second] = [beginLawChange(hayot, applying), beginLawChange(hayot, applying)];
    const firstSaid = first.stdout.toArray();
    const secondSaid = second.stdout.toArray();
    await hayot.killAndRestart('worker');
    await aMinuteLater();
    const met = [(await firstSaid).join(''), (await secondSaid).join('')];

    expect(said).not.toMatch(/^14 of 14/m);
    for (const one of met) {
      expect(one).toMatch(/^Operation \S+ moves routes to this version already/);
      expect(one).toContain('14 moved, 0 must not, 0 failed.');
    }
    expect((await lawChange(hayot, applying)).said).toContain('By 2024-04-01 already: 14.\n0 moved');
    const { rows } = await db.pool.query(
      `select count(*)::int as decisions, count(distinct route)::int as routes, count(taken_up_at)::int as "takenUp",
         min(reason) as reason from personal.decisions where action = 'law-change'`,
    );
    expect(rows).toEqual([{ decisions: 14, routes: 14, takenUp: 14, reason: 'Court decision' }]);
    for (const { id } of births) expect(await changes(id)).toBe(1);

    for (const { come } of births) expect(await come()).toMatchObject({ status: 200 });
    for (const { id } of births) {
      const closed = await portal.follow(id, () => undefined, isClosed);
      expect(closed).toMatchObject({ outcome: 'complete', version: '2024-04-01' });
      expect(brief(closed)).toMatchObject({ order: 'done', entitlement: 'done' });
    }
    const summary = await (await fetch(`${hayot.simulator}/ledger/summary`)).json();
    expect(summary).toMatchObject({ duplicates: 0, keysWithTwoBodies: 0 });
  });

  rowsFollowFromHistories(() => hayot);
});
