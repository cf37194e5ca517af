import type { SQL, SQLWrapper } from 'drizzle-orm';
import { asc, eq, sql } from '../drizzle.cjs';
import type { Queries } from '../client.ts';
import { rowsGivenAs } from '../rows-as-json.ts';
import { type Access, type Kept, withAccess } from './door.ts';
import { answers } from './schema.ts';

type Body = Readonly<Record<string, unknown>>;

/** What a service or a person gave back for one effect. For a refusal `body` is `{ evidence }`, if any was given. */
export interface StoredAnswer {
  /** Key of the effect; its outcome row has the same. */
  readonly key: string;
  readonly route: string;
  readonly step: string;
  readonly instance: number;
  readonly epoch: number;
  readonly body: Body;
}

const columns = {
  key: answers.key,
  route: answers.route,
  step: answers.step,
  instance: answers.instance,
  epoch: answers.epoch,
  body: answers.body,
};

/** Goes with the outcome row, in its transaction; a second answer to the same key is not taken. */
export async function storeAnswer(tx: Queries, answer: StoredAnswer & Kept): Promise<void> {
  await tx.insert(answers).values(answer).onConflictDoNothing();
}

/** All answers of the route that the access names, marked fields included. */
export async function readAnswers(db: Queries, access: Access): Promise<StoredAnswer[]> {
  return withAccess(db, access, (tx) => answersOf(tx, access.route));
}

/**
 * Gives answers without what schemas mark personal: needs no access entry. `unmarked` gets each answer and returns the
 * fields that its service's schema leaves unmarked; nothing else passes the door.
 */
export type Unmarked = (unmarked: (answer: StoredAnswer) => Body) => StoredAnswer[];

/** The answers of a route as one value of a statement that reads the route. */
export function unmarkedAnswers(route: SQLWrapper): SQL<Unmarked> {
  const from = sql`from ${answers} where ${answers.route} = ${route}`;
  return rowsGivenAs(
    columns,
    { from },
    (found): Unmarked =>
      (unmarked) =>
        found.map((answer) => ({ ...answer, body: unmarked(answer) })),
  );
}

async function answersOf(tx: Queries, route: string): Promise<StoredAnswer[]> {
  return tx
    .select(columns)
    .from(answers)
    .where(eq(answers.route, route))
    .orderBy(asc(answers.step), asc(answers.instance), asc(answers.epoch));
}
