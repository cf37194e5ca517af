import pg from 'pg';
import { copyRoutes } from '../../bench/alone/many-rows.ts';
import { from } from '../../notation/references.ts';
import { catalogueOf, people, routeOf, serviceOf } from '../activities/support/country.ts';
import { callOf, Stage } from '../activities/support/stage.ts';

const catalogue = catalogueOf(serviceOf('registry.ask'));
let stage: Stage;
let client: pg.Client;

beforeAll(async () => {
  stage = await Stage.set(catalogue);
  client = new pg.Client({ connectionString: stage.databaseUrl });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await stage.strike();
});

it('copies all rows of a route, under names of their own', async () => {
  const id = await stage.enter({
    route: routeOf(catalogue, {
      ask: { service: 'registry.ask', input: { person: from('event.mother.pinfl') } },
    }),
    consents: ['child-birth'],
    parties: [{ party: 'mother', instance: 0, pinfl: people.mother }],
  });
  await stage.perform('registry.ask', callOf(id, 'ask'));

  const copied = await copyRoutes(client, [id], 50);

  const [counts] = await stage.rows(`
    select (select count(*) from routes) as routes, (select count(distinct route) from steps) as steps,
      (select count(*) from parties) as parties, (select count(*) from consents) as consents,
      (select count(*) from outcomes) as outcomes, (select count(*) from personal.events) as events,
      (select count(*) from personal.answers) as answers,
      (select count(distinct route) from access_entries) as entries`);
  expect(copied.routes).toBe(50);
  expect(copied.bytesPerRoute).toBeGreaterThan(0);
  expect(new Set(Object.values(counts ?? {}))).toEqual(new Set(['51']));
});
