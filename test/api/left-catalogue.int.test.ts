import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Catalogue } from '../../notation/catalogue.ts';
import { fitOf } from '../../db/catalogue-gaps.ts';
import { freePort } from '../../scripts/environment/ports.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { type ApiUnderTest, apiUnderTest } from './support/api-under-test.ts';
import { fixtureCatalogue } from './support/fixture-catalogue.ts';
import { choirStart, named, officer, portal, sender, verdict } from './support/requests.ts';
import { rowsOf } from './support/rows.ts';

/** Choirs and halls are not in the catalogue any more. */
const without: Catalogue = {
  ...fixtureCatalogue,
  agencies: {},
  services: {},
  lifeEvents: {},
  texts: { uz: {}, ru: {}, en: {} },
};

let database: FreshDatabase;
let before: ApiUnderTest;
let after: ApiUnderTest;
let route: string;

beforeAll(async () => {
  database = await freshDatabase();
  before = await apiUnderTest(database.url);
  after = await apiUnderTest(database.url, { catalogue: without });
  route = (await (await sender(before, portal)).post('/v1/routes', choirStart())).body.id;
});
afterAll(async () => {
  await before.close();
  await after.close();
  await database.drop();
});

describe('a life event that left the catalogue', () => {
  it('with open routes: the API does not start, and says which services they need and what to do', async () => {
    const api = spawn(process.execPath, ['api/index.ts'], {
      env: { PATH: process.env['PATH'], DATABASE_URL: database.url, PORT: String(await freePort()) },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    api.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(api, 'close')) as [number];

    expect(said).toBe(
      'The catalogue lacks what open routes need to go on:\n' +
        '- found-choir 2024-04-01: 1 open route; not loaded: the life event, and services halls.check, halls.find, registry.agree, registry.enter.\n' +
        'Add the folder that holds it to CATALOGUE (folders with ":" between them), and start again.\n',
    );
    expect(code).toBe(1);
  });

  it('with closed routes only: stays readable, with titles and tasks of the definition they began with', async () => {
    const rows = rowsOf(before.db, route);
    await rows.done('agree', { agrees: true, voice: 'high' });
    await rows.refused('enter', 'name-taken', 'a register of 1993');
    const task = await rows.task({ step: 'look', team: 'halls', kind: 'officer' });
    await rows.route({ state: 'closed', outcome: 'refused', closedAt: new Date() });
    const team = await sender(after, officer('halls'));

    expect(await fitOf(after.db.orm, without)).toEqual({
      refusal: null,
      gone: ['halls.check', 'halls.find', 'registry.agree', 'registry.enter'],
    });
    const { status, body } = await (await sender(after, portal)).get(`/v1/routes/${route}`);
    expect(status).toBe(200);
    expect(named(body, 'enter')).toMatchObject({
      title: 'Enter the choir',
      agency: { id: 'registry', name: 'registry' },
      status: 'refused',
      refusal: { code: 'name-taken', text: 'name-taken' },
    });
    expect((await team.get('/v1/tasks')).body.items).toEqual([
      expect.objectContaining({ id: task, title: 'Look at the hall', form: null }),
    ]);
    expect((await team.get(`/v1/routes/${route}`)).body.yourTurn).toHaveLength(1);
  });

  it('cannot be moved on: an answer to its task is not taken, and nothing is broken', async () => {
    const rows = rowsOf(before.db, route);
    await rows.route({ state: 'open', outcome: null, closedAt: null });
    const task = await rows.task({ step: 'hall', team: 'halls' });
    const answered = await (
      await sender(after, officer('halls'))
    ).post(`/v1/tasks/${task}/answer`, { answer: { hall: 'Great hall' } });

    expect(verdict(answered)).toBe('503 cannot-move-now');
  });
});
