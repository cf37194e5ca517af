import pg from 'pg';

/** Connections of a worker to the bench's own tables. */
const connections = 20;

export interface Rows {
  readonly pool: pg.Pool;
  /** Writes that a step has ended: one row, one commit. */
  stepEnded(key: string, step: string): Promise<void>;
}

/** Opens BENCH_DATABASE and makes the table of steps. */
export async function openRows(): Promise<Rows> {
  const pool = new pg.Pool({ connectionString: process.env['BENCH_DATABASE'], max: connections });
  await pool.query(`create table if not exists bench_steps (
    key text, step text, ended timestamptz not null default now(), primary key (key, step))`);
  return {
    pool,
    stepEnded: async (key, step) => {
      await pool.query({
        name: 'step-ended',
        text: 'insert into bench_steps (key, step) values ($1, $2) on conflict do nothing',
        values: [key, step],
      });
    },
  };
}
