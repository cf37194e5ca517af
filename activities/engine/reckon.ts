import type { Queries } from '../../db/client.ts';
import { dropClockAct, enterClockAct } from '../../db/clocks/clock-acts.ts';
import { recordMove } from '../../db/clocks/deadline-moves.ts';
import { markDecisionTakenUp } from '../../db/personal/decisions.ts';
import { raiseSeq } from '../../db/routes.ts';
import { moveInstants } from '../../db/steps.ts';
import { findTaskOf, moveTask } from '../../db/tasks.ts';
import type { Reckoned, ReckonArgs } from '../../temporal/messages.ts';
import { type Opening, openCall } from '../call/opening.ts';
import type { World } from '../world.ts';
import { mendInstants } from './ask-to-mend.ts';
import { beginningsOf, datesOf } from './beginnings.ts';
import { calendarNow } from './calendar-now.ts';
import { type Instants, instantsOf } from './instants.ts';

/**
 * Reckons the instants of an open step anew, after an officer's act on its clock or by a calendar that has changed,
 * and notes whose deadline moved. A repeat under the same decision changes nothing more.
 */
export async function reckon(world: World, { act, cause, ...args }: ReckonArgs): Promise<Reckoned> {
  const opening = await openCall(world, args);
  return world.db.orm.transaction(async (tx) => {
    if (act !== null) await enterClockAct(tx, args, { act, decision: cause });
    const instants =
      (await ofMend(tx, world, opening)) ?? (await ofStep(tx, world, { opening, isLastNew: act !== null }));
    if (act !== null && instants.isContradicted) {
      await dropClockAct(tx, cause);
      return { is: 'contradicted' };
    }
    const moved = await write(tx, opening, { instants, because: act?.is ?? 'calendar', cause });
    if (act !== null) await markDecisionTakenUp(tx, cause);
    await raiseSeq(tx, args.route, args.seq);
    return { is: 'reckoned', ...inWords(instants), moved };
  });
}

async function ofStep(
  tx: Queries,
  world: World,
  { opening, isLastNew }: { readonly opening: Opening; readonly isLastNew: boolean },
): Promise<Instants> {
  const data = await datesOf(tx, opening);
  const beginnings = await beginningsOf(tx, world, { opening, data });
  return instantsOf({ ...beginnings, isLastNew }, await calendarNow(tx, world.catalogue));
}

/** While a field is to be mended, the remedy's term is the one that runs. */
async function ofMend(tx: Queries, world: World, { args, route, step }: Opening): Promise<Instants | null> {
  const task = await findTaskOf(tx, { ...args, kind: 'mend' });
  if (task === undefined || task.closedAt !== null) return null;
  const mend = Object.values(step.mends).find(({ field }) => field === task.field);
  return mendInstants(tx, world, { route, step, within: mend?.within ?? null, begun: task.openedAt });
}

/** True where the deadline is another one than it was. */
async function write(
  tx: Queries,
  { args }: Opening,
  of: {
    readonly instants: Instants;
    readonly because: 'pause' | 'resume' | 'extend' | 'calendar';
    readonly cause: string;
  },
): Promise<boolean> {
  const { route, step, instance } = args;
  const { dueAt } = of.instants;
  const before = await moveInstants(tx, args, of.instants);
  if (before === null || before.dueAt?.getTime() === dueAt?.getTime()) return false;
  await moveTask(tx, args, dueAt);
  const { because, cause } = of;
  await recordMove(tx, { route, step, instance, from: before.dueAt, to: dueAt, because, cause });
  return true;
}

const inWords = ({ notBefore, dueAt, normAt, isPaused, isEstimate }: Instants) => ({
  notBefore: notBefore?.toISOString() ?? null,
  dueAt: dueAt?.toISOString() ?? null,
  normAt: normAt?.toISOString() ?? null,
  isPaused,
  isEstimate,
});
