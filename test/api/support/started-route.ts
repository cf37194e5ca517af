import type { ApiUnderTest } from './api-under-test.ts';
import { choirStart, type Sender } from './requests.ts';
import { type Rows, rowsOf } from './rows.ts';

/** A route that a portal has just started, of which the door has forgotten that it was told. */
export async function startedRoute(
  { db, deps, door }: ApiUnderTest,
  by: Sender,
): Promise<{ readonly route: string; readonly rows: Rows }> {
  const { id } = (await by.post('/v1/routes', choirStart())).body;
  await deps.errands.settled();
  door.forget();
  return { route: id, rows: rowsOf(db, id) };
}
