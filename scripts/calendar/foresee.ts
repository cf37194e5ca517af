import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { reckon } from '../../activities/engine/reckon.ts';
import type { World } from '../../activities/world.ts';
import type { Database } from '../../db/client.ts';
import { movesBecauseOf } from '../../db/clocks/deadline-moves.ts';
import { storeDecree } from '../../db/clocks/decrees.ts';
import { runningSteps } from '../../db/clocks/running-steps.ts';
import { keepDefinitions } from '../../db/definitions.ts';
import { breakerSettings } from '../../db/gates.ts';
import { recordAccess } from '../../db/personal/door.ts';
import type { Catalogue } from '../../notation/catalogue.ts';
import type { DecreeOfYear } from '../../terms/index.ts';

type Step = Awaited<ReturnType<typeof runningSteps>>[number];
export type Foreseen = Awaited<ReturnType<typeof movesBecauseOf>>[number];

/** Thrown to leave a transaction without a trace. */
class Undone extends Error {}

/**
 * Which deadlines a decree would move. Each step is reckoned by the code that would do it, in a transaction that is
 * undone; what stays are the entries that say whose dates were used.
 */
export async function* foresee(
  db: Database,
  catalogue: Catalogue,
  decree: DecreeOfYear,
): AsyncGenerator<Foreseen> {
  for (const step of await runningSteps(db.orm)) yield* await movesOf(db, catalogue, { step, decree });
}

async function movesOf(
  db: Database,
  catalogue: Catalogue,
  { step, decree }: { readonly step: Step; readonly decree: DecreeOfYear },
): Promise<readonly Foreseen[]> {
  const { subjectKey, route, step: id, instance, epoch, seq } = step;
  const call = { route, step: id, instance, epoch, seq };
  const by = {
    actor: 'command line',
    role: 'operator',
    subjectKey,
    purpose: 'route-view',
    basis: 'law',
  } as const;
  await recordAccess(db.orm, { ...by, route, step: id, what: 'foresee a deadline' });
  let moves: readonly Foreseen[] = [];
  const look = db.orm.transaction(async (tx) => {
    await storeDecree(tx, { country: catalogue.country.id, decree, appliedBy: 'foreseen' });
    const cause = randomUUID();
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- a transaction answers as the database does
    await reckon(worldOf({ ...db, orm: tx }, catalogue), { ...call, act: null, cause });
    moves = await movesBecauseOf(tx, cause, { limit: 100 });
    throw new Undone();
  });
  await look.catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return moves;
}

/** Reckoning calls nobody and logs nothing. */
function worldOf(db: Database, catalogue: Catalogue): World {
  const nobody = () => Promise.reject(new Error('No agency is called to foresee a deadline.'));
  const silent: Pick<Logger, 'info' | 'warn' | 'error'> = {
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
  };
  return {
    ...{
      db,
      catalogue,
      log: silent,
      breaker: breakerSettings,
      onItsWayMs: 0,
      definitionOf: keepDefinitions(db.orm),
      met: new Map(),
    },
    platform: { call: nobody, read: () => ({ is: 'broken', why: 'nothing is read' }) },
    surroundings: () => ({ attempt: 1, cancelled: new AbortController().signal, heartbeat: () => undefined }),
  };
}
