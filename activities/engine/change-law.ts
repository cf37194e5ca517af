import { storeDefinition } from '../../db/definitions.ts';
import { markDecisionTakenUp } from '../../db/personal/decisions.ts';
import { changeLawOfRoute } from '../../db/routes.ts';
import type { ChangeLawArgs, LawTaken } from '../../temporal/law-messages.ts';
import type { World } from '../world.ts';

/** Writes by which definition a route goes on from now on: every activity looks its step up there. */
export async function changeLaw(
  { db }: Pick<World, 'db'>,
  { route, seq, law, start, decision }: ChangeLawArgs,
): Promise<LawTaken> {
  const { version } = law;
  return db.orm.transaction(async (tx) => {
    const definition = await storeDefinition(tx, law);
    await changeLawOfRoute(tx, { route, seq, version, definition, start });
    if (decision !== undefined) await markDecisionTakenUp(tx, decision);
    return { seq, version, definition };
  });
}
