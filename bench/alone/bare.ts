import express from 'express';
import pg from 'pg';

/** What Hayot's API is measured beside: Express, one durable insert, and one read of eight rows by an index. */
const pool = new pg.Pool({ connectionString: process.env['BENCH_DATABASE'], max: 20 });
await pool.query(`create table if not exists bare_starts (
  id uuid primary key default gen_random_uuid(), body jsonb not null, at timestamptz not null default now())`);
await pool.query(`create table if not exists bare_steps (
  route int, step int, status text not null, at timestamptz not null default now(), primary key (route, step))`);
await pool.query(`insert into bare_steps (route, step, status)
  select route, step, 'done' from generate_series(1, 100) as route, generate_series(1, 8) as step on conflict do nothing`);

const app = express();
app.disable('x-powered-by');
app.get('/', (_, response) => {
  response.json({});
});
app.post('/starts', express.json(), async (request, response) => {
  const { rows } = await pool.query<{ id: string }>({
    name: 'start',
    text: 'insert into bare_starts (body) values ($1) returning id',
    values: [request.body],
  });
  response.status(202).json(rows[0]);
});
app.get('/routes/:route', async (request, response) => {
  const { rows } = await pool.query({
    name: 'read',
    text: 'select step, status, at from bare_steps where route = $1 order by step',
    values: [request.params.route],
  });
  response.json({ steps: rows });
});
app.listen(Number(process.env['BENCH_PORT']), '127.0.0.1');
