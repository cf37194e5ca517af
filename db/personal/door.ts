import { PgTransaction } from '../drizzle.cjs';
import type { Queries } from '../client.ts';
import { accessEntries } from '../schema.ts';

/** Who uses whose data, what for and on what ground. Goes with every read and use of personal data. */
export interface Access {
  /** Client id, officer id, `worker`, or the person's own key. */
  readonly actor: string;
  readonly role: string;
  /** Of whom the data are: `personKey` of their number. */
  readonly subjectKey: string;
  /** Code of the purpose, as services declare it. */
  readonly purpose: string;
  readonly basis: 'law' | 'consent';
  readonly route: string;
  readonly step?: string;
  /** What was used, in words without personal data: `event`, `answers`, `call civil-registry.register-birth`. */
  readonly what: string;
}

/** Why a personal row is kept and until when. */
export interface Kept {
  readonly purpose: string;
  readonly keepUntil: Date;
}

/** Years that personal rows of a route stay. To be confirmed with the archive schedule of each agency. */
const yearsKept = 5;

export function kept(purpose: string, now = new Date()): Kept {
  const keepUntil = new Date(now);
  keepUntil.setUTCFullYear(keepUntil.getUTCFullYear() + yearsKept);
  return { purpose, keepUntil };
}

/** Appends access entries to the running transaction. */
export async function recordAccess(tx: Queries, ...accesses: readonly Access[]): Promise<void> {
  if (accesses.length > 0) await tx.insert(accessEntries).values([...accesses]);
}

/** Reads personal data and writes who read them, both or neither. Joins the transaction that it is given. */
export async function withAccess<T>(
  db: Queries,
  access: Access,
  read: (tx: Queries) => Promise<T>,
): Promise<T> {
  return inTransaction(db, async (tx) => {
    await recordAccess(tx, access);
    return read(tx);
  });
}

async function inTransaction<T>(db: Queries, work: (tx: Queries) => Promise<T>): Promise<T> {
  return isTransaction(db) ? work(db) : db.transaction(work);
}

function isTransaction(db: Queries): boolean {
  return db instanceof PgTransaction;
}
