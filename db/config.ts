import { z } from 'zod';

/** How one process uses PostgreSQL. Times in milliseconds; 0 = no bound. */
export interface PoolSettings {
  /** Most connections at a time; who needs one more waits for it. */
  readonly connections: number;
  /** How long a connection, or a free one of the pool, is waited for. */
  readonly connectMs: number;
  /** After this PostgreSQL cuts a statement off, also one that waits for a lock; a second later we end the connection. */
  readonly statementMs: number;
  /** After this PostgreSQL ends a connection whose transaction does nothing and holds its locks. */
  readonly idleTransactionMs: number;
}

/** A person waits for the API's answer; a worker has the time that its activities have. */
const defaults: Readonly<Record<'api' | 'worker', PoolSettings>> = {
  api: { connections: 20, connectMs: 3_000, statementMs: 5_000, idleTransactionMs: 15_000 },
  // Upkeep asks Temporal within a transaction: an away Temporal is found out well within this.
  worker: { connections: 20, connectMs: 5_000, statementMs: 15_000, idleTransactionMs: 25_000 },
};

const bound = () => z.coerce.number().int().min(0).max(3_600_000).optional();

const Environment = z.object({
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(1_000).optional(),
  DATABASE_CONNECT_TIMEOUT_MS: bound(),
  DATABASE_STATEMENT_TIMEOUT_MS: bound(),
  DATABASE_IDLE_TRANSACTION_TIMEOUT_MS: bound(),
});

/** Reads how a process uses PostgreSQL. Throws one error that names every wrong variable, never its value. */
export function poolSettings(
  who: keyof typeof defaults,
  environment: NodeJS.ProcessEnv = process.env,
): PoolSettings {
  const read = Environment.safeParse(environment);
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The use of PostgreSQL is set wrongly. Mend these variables:\n${faults.join('\n')}`);
  }
  const given = read.data;
  const usual = defaults[who];
  return {
    connections: given.DATABASE_CONNECTIONS ?? usual.connections,
    connectMs: given.DATABASE_CONNECT_TIMEOUT_MS ?? usual.connectMs,
    statementMs: given.DATABASE_STATEMENT_TIMEOUT_MS ?? usual.statementMs,
    idleTransactionMs: given.DATABASE_IDLE_TRANSACTION_TIMEOUT_MS ?? usual.idleTransactionMs,
  };
}
