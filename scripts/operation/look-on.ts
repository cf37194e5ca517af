import { setTimeout as sleep } from 'node:timers/promises';
import type { Queries } from '../../db/client.ts';
import { findOperation, type OperationRow } from '../../db/operations/read.ts';
import { PlainError } from '../environment/plain-error.ts';

/** An operation of a team, and what has become of a route that it is done with, e.g. `have reckoned anew`. */
interface LookedAt {
  readonly id: string;
  readonly team: string;
  readonly did: string;
}

/** Tells how far the workers are, and gives the operation once nothing of it waits. Ending this stops nothing. */
export async function lookOn(
  db: Queries,
  { id, team, did }: LookedAt,
  say: (line: string) => void,
): Promise<OperationRow> {
  for (let said = ''; ;) {
    const operation = await findOperation(db, team, id);
    if (operation === undefined) throw new PlainError(`Operation ${id} is gone.`);
    const { total, waiting, failed } = operation;
    const line = `${total - waiting} of ${total} routes ${did}${failed > 0 ? `, ${failed} did not answer` : ''}.`;
    if (line !== said) say(line);
    said = line;
    if (waiting === 0) return operation;
    await sleep(1_000);
  }
}
