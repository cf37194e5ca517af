import type pg from 'pg';

const route = `'route', route || '~' || n`;
const key = `'key', key || '~' || n`;

/**
 * How the rows of a route become those of another one, by table: the columns that are anew. `n` numbers the copies. They
 * begin tomorrow, so that the reconciler does not miss their runs.
 */
const changed: Readonly<Record<string, string>> = {
  routes: `'id', id || '~' || n, 'person_key', md5(person_key || n), 'workflow_started_at', now() + interval '1 day'`,
  steps: route,
  parties: `${route}, 'person_key', md5(person_key || n)`,
  consents: `${route}, 'person_key', md5(person_key || n)`,
  access_entries: `${route}, 'subject_key', md5(subject_key || n), 'id', nextval('access_entries_id_seq')`,
  tasks: `${route}, 'id', id || '~' || n, 'person_key', md5(person_key || n)`,
  outcomes: `${route}, ${key}`,
  intents: `${route}, ${key}, 'transaction_id', transaction_id || '~' || n`,
  'personal.events': route,
  'personal.answers': `${route}, ${key}`,
};

export interface Copied {
  readonly routes: number;
  /** What a route takes in PostgreSQL, with all indexes. */
  readonly bytesPerRoute: number;
}

/**
 * Copies the rows of these routes until there are about so many more: routes of others, that are in nobody's memory.
 * Triggers do not run: nobody is told of them.
 */
export async function copyRoutes(
  client: pg.Client,
  originals: readonly string[],
  wanted: number,
): Promise<Copied> {
  const copies = Math.ceil(wanted / originals.length);
  const before = await bytesOf(client);
  await client.query('set session_replication_role = replica');
  for (const [table, columns] of Object.entries(changed))
    await client.query(
      `insert into ${table} overriding system value
       select (jsonb_populate_record(t, jsonb_build_object(${columns}))).*
       from ${table} t, generate_series(1, $2::int) n where t.${table === 'routes' ? 'id' : 'route'} = any($1)`,
      [originals, copies],
    );
  await client.query('set session_replication_role = origin');
  await client.query('vacuum analyze');
  const routes = copies * originals.length;
  return { routes, bytesPerRoute: ((await bytesOf(client)) - before) / routes };
}

async function bytesOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>(
    'select pg_database_size(current_database()) as bytes',
  );
  return Number(rows[0]?.bytes);
}
