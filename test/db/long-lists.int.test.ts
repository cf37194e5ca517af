import { sql } from 'drizzle-orm';
import { connect, type Database, type Queries } from '../../db/client.ts';
import { listRoutes, type RouteFilter } from '../../db/route-list.ts';
import { findRouteRows, findRouteTag } from '../../db/route-view.ts';
import { listTasks } from '../../db/task-list.ts';
import type { Viewer } from '../../db/viewers.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { enterRoutes } from './support/routes.ts';

const many = 5_000;
let fresh: FreshDatabase;
let db: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  db = connect(fresh.url);
  await enterRoutes(
    db,
    Array.from({ length: many }, (_, n) => `route-${n}`),
  );
  await db.pool.query(`
    update routes set person_key = 'person of ' || id, state = case when id = 'route-7' then 'open' else 'closed' end;
    insert into parties (route, party, instance, person_key) select id, 'applicant', 0, person_key from routes;
    insert into parties (route, party, instance, person_key) select id, 'head', 0, 'head of ' || id from routes;
    insert into steps (route, step, service, agency, status, seq, due_at)
      select id, 'enter', 's', 'registry', case state when 'open' then 'stuck' else 'done' end, 1, now() from routes;
    insert into tasks (id, route, step, instance, epoch, kind, service, party, person_key)
      select 'task of ' || id, id, 'enter', 0, 1, 'service', 's', 'applicant', person_key from routes;
    analyze;`);
});
afterAll(async () => {
  await db.close();
  await fresh.drop();
});

const nobody = { client: null, personKey: null, team: null };
const page = { after: null, limit: 50 };
const anyRoute: RouteFilter = {
  ...{ state: null, health: null, lifeEvent: null, waitingOn: null, willBeLate: null, personKey: null },
};
const anyTask = { route: null, team: null, personKey: null };

const goneThrough = async (tx: Queries): Promise<number> => {
  const sum = 'select sum(seq_tup_read)::int as rows from pg_stat_xact_user_tables';
  return (await tx.execute<{ rows: number }>(sum)).rows[0]?.rows ?? 0;
};

/** The ids it finds, and how many rows were gone through without an index. */
async function looked(
  list: (tx: Queries) => Promise<{ readonly items: readonly { readonly id: string }[] }>,
) {
  return db.orm.transaction(async (tx) => {
    const before = await goneThrough(tx);
    const { items } = await list(tx);
    return { ids: items.map(({ id }) => id), rows: (await goneThrough(tx)) - before };
  });
}

/** As PostgreSQL plans it for any viewer, which it does after a few executions. */
async function readByAnyone(tx: Queries, viewer: Viewer) {
  await tx.execute(sql`set local plan_cache_mode = force_generic_plan`);
  const read = await findRouteRows(tx, viewer, 'route-7');
  const tag = await findRouteTag(tx, viewer, 'route-7');
  return { items: read && tag ? [read.route] : [] };
}

describe('one route among very many', () => {
  it.each([
    ['the portal that started it', { ...nobody, client: 'p' }, ['route-7']],
    ['who has a part in it', { ...nobody, personKey: 'head of route-7' }, ['route-7']],
    ['the team that it waits for', { ...nobody, team: 'registry' }, ['route-7']],
    ['somebody else', { ...nobody, client: 'bank', personKey: 'head of route-9' }, []],
  ])('is read by %s by index alone', async (_who, viewer, ids) => {
    expect(await looked((tx) => readByAnyone(tx, viewer))).toEqual({ ids, rows: 0 });
  });
});

describe('a list of a few among very many', () => {
  it.each<[string, string, (tx: Queries) => ReturnType<typeof listRoutes>]>([
    [
      'a person’s routes, shown by a portal that started others',
      'route-9',
      (tx) =>
        listRoutes(
          tx,
          { ...nobody, client: 'bank', personKey: 'head of route-9' },
          { filter: anyRoute, page },
        ),
    ],
    [
      'what is stuck with a team',
      'route-7',
      (tx) =>
        listRoutes(tx, { ...nobody, team: 'registry' }, { filter: { ...anyRoute, health: 'stuck' }, page }),
    ],
  ])('finds %s without going through all routes', async (_what, id, list) => {
    const { ids, rows } = await looked(list);

    expect(ids).toEqual([id]);
    expect(rows).toBeLessThan(many);
  });

  it.each([
    ['own tasks', { ...nobody, personKey: 'person of route-9' }, anyTask],
    ['tasks as head of an organisation', { ...nobody, personKey: 'head of route-9' }, anyTask],
    [
      'tasks as their portal looks for them',
      { ...nobody, client: 'p' },
      { ...anyTask, personKey: 'head of route-9' },
    ],
  ])('finds a person’s %s without going through all tasks', async (_what, viewer, filter) => {
    const { ids, rows } = await looked((tx) => listTasks(tx, viewer, { filter, page }));

    expect(ids).toEqual(['task of route-9']);
    expect(rows).toBeLessThan(many);
  });
});
