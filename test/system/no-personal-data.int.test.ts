import { Connection, WorkflowClient } from '@temporalio/client';
import { Client } from 'pg';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { temporalAddress, temporalDatabase } from '../support/temporal.ts';
import { findPlanted, type Place, placeOfFile, placeOfText } from './support/find-planted.ts';
import { type Hayot, startHayot } from './support/hayot.ts';
import { birth, person } from './support/people.ts';
import { Portal } from './support/portal.ts';
import { rowsFollowFromHistories } from './support/rows-and-histories.ts';

/** Words that no code, text or sample holds: where they turn up, they came from these people. */
const mother = person('female', 904);
const father = person('male');
const planted = {
  name: 'Zarqandonoy',
  record: 'MR-77190344',
  fullClinic: 'CL-9931-771',
  clinic: 'CL-9931-772',
  kindergarten: 'KG-8842-905',
  card: '8600771234509876',
  reason: 'Qorvuljonning sababi',
};

describe('the data of people', () => {
  let hayot: Hayot;
  let places: readonly Place[];
  const routes: string[] = [];

  beforeAll(async () => {
    hayot = await startHayot({ LOG_LEVEL: 'trace' });
    const portal = new Portal(hayot);
    const { name, record, fullClinic, kindergarten, card } = planted;
    const event = birth({
      mother,
      father,
      medicalRecord: record,
      child: { givenName: name, sex: 'female' },
      clinic: fullClinic,
      kindergarten,
      payout: { kind: 'card', value: card },
      services: ['residence', 'clinic', 'kindergarten', 'benefit'],
    });
    const id = await portal.start('child-birth', mother, event);
    routes.push(id);
    await portal.follow(id, async (task) => {
      const answer = { actor: mother, answer: { clinic: planted.clinic } };
      await portal.post(`/v1/tasks/${task.id}/answer`, answer, { role: 'citizen', ...mother });
    });
    const second = await portal.start(
      'child-birth',
      mother,
      birth({ ...event, medicalRecord: null, services: [] }),
    );
    routes.push(second);
    await portal.follow(second, undefined, ({ yourTurn }) => yourTurn.length > 0).catch(() => undefined);
    await portal.post(`/v1/routes/${second}/withdraw`, { reason: planted.reason });
    await portal.post('/v1/routes', {
      lifeEvent: 'child-birth',
      person: mother,
      event: { ...event, clinic: 7 },
    });
    places = await everywhere(hayot, routes);
  });
  afterAll(() => hayot.stop());

  it('is found where it belongs, so that this search can find it', () => {
    const told = placeOfText('a database', `{"clinic":"${planted.clinic}"}`);
    const encoded = placeOfText('a payload', Buffer.from(`{"mother":"${mother.pinfl}"}`).toString('base64'));

    expect(findPlanted([told, encoded], [planted.clinic, mother.pinfl])).toHaveLength(2);
    expect(findPlanted(places, routes).length).toBeGreaterThan(2);
  });

  it('stands neither in Temporal, nor in histories, open tables, logs or metrics, as text or as base64', () => {
    expect(findPlanted(places, [...Object.values(planted), mother.pinfl, father.pinfl])).toEqual([]);
  });

  rowsFollowFromHistories(() => hayot);
});

async function everywhere(hayot: Hayot, routes: readonly string[]): Promise<Place[]> {
  const connection = await Connection.connect({ address: temporalAddress() });
  const client = new WorkflowClient({ connection, namespace: hayot.namespace });
  const histories = await Promise.all(routes.map((id) => client.getHandle(id).fetchHistory()));
  await connection.close();
  const metrics = await Promise.all([hayot.metrics, `${hayot.api}/metrics`].map((url) => fetch(url)));
  return [
    await placeOfFile(temporalDatabase()),
    await placeOfFile(`${temporalDatabase()}-wal`),
    ...histories.map((history, index) =>
      placeOfText(`history ${index}`, JSON.stringify(historyToJSON(history))),
    ),
    placeOfText('tables that are not marked personal', await openTables(hayot.databaseUrl)),
    placeOfText('what the processes printed', await hayot.printed()),
    ...(await Promise.all(metrics.map(async (answer) => placeOfText(answer.url, await answer.text())))),
  ];
}

/** Every row outside the schema `personal`, as text. */
async function openTables(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const tables = await client.query<{ name: string }>(
    "select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'",
  );
  const rows: string[] = [];
  for (const { name } of tables.rows) {
    const found = await client.query<{ row: string }>(
      `select row_to_json(one)::text as row from ${name} one`,
    );
    rows.push(...found.rows.map(({ row }) => row));
  }
  await client.end();
  return rows.join('\n');
}
