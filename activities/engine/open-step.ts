import type { Queries } from '../../db/client.ts';
import type { CallData } from '../../db/personal/call-data.ts';
import { raiseSeq } from '../../db/routes.ts';
import { writeStep } from '../../db/steps.ts';
import { keepOpen, openTask } from '../../db/tasks.ts';
import type { Opened, StepCall } from '../../temporal/messages.ts';
import { type Opening, openCall } from '../call/opening.ts';
import { inputOf } from '../call/prepare-call.ts';
import { stepOf } from '../settle-step.ts';
import { overtakenBy } from '../told.ts';
import type { World } from '../world.ts';
import { beginningsOf, datesOf } from './beginnings.ts';
import { calendarNow } from './calendar-now.ts';
import { heldBy } from './held.ts';
import { type Instants, instantsOf } from './instants.ts';
import { enterTurn, teamOf, whoseTurn } from './whose-turn.ts';

/**
 * Enters a step that takes time: its row, its deadline by the agency's calendar, and for a task the row that asks
 * for it. Repeated for the same epoch it gives the same instants: terms count from the step's first opening.
 */
export async function openStep(world: World, args: StepCall): Promise<Opened> {
  const opening = await openCall(world, args);
  return world.db.orm.transaction(async (tx) => {
    const data = await datesOf(tx, opening);
    const beginnings = await beginningsOf(tx, world, { opening, data });
    const instants = instantsOf(beginnings, await calendarNow(tx, world.catalogue));
    const row = rowOf(world, opening);
    const later = await writeStep(tx, {
      ...row,
      dueAt: instants.dueAt,
      normAt: instants.normAt,
      dueEstimate: instants.isEstimate,
    });
    const task = await enterTask(tx, world, { opening, data, instants, later });
    await raiseSeq(tx, args.route, args.seq);
    return {
      notBefore: instants.notBefore?.toISOString() ?? null,
      dueAt: instants.dueAt?.toISOString() ?? null,
      isEstimate: instants.isEstimate,
      normAt: instants.normAt?.toISOString() ?? null,
      task,
      status: row.status,
      ...(opening.step.kind === 'task' ? {} : await heldBy(tx, world, opening.agency)),
      ...overtakenBy(later, args.seq),
    };
  });
}

function rowOf(world: World, opening: Opening) {
  const { step, agency } = opening;
  const waiting = teamOf(world, opening) === null ? 'waiting-for-person' : 'waiting-for-agency';
  const status = step.kind === 'task' ? waiting : 'in-progress';
  return { ...stepOf(opening), service: step.service, agency, status } as const;
}

interface ToEnter {
  readonly opening: Opening;
  readonly data: CallData | null;
  readonly instants: Instants;
  /** As `writeStep` tells it. */
  readonly later: number | null;
}

/** Opened at once, also where the step may not act before a later date: people like to know what is coming. */
async function enterTask(
  tx: Queries,
  world: World,
  { opening, data, instants, later }: ToEnter,
): Promise<string | null> {
  const { step, args } = opening;
  if (step.kind !== 'task' || data === null) return null;
  const turn = await whoseTurn(tx, world, { opening, input: inputOf(opening, data) });
  await enterTurn(tx, opening, turn);
  const { route, instance, epoch } = args;
  const task = await openTask(tx, {
    route,
    step: args.step,
    instance,
    epoch,
    kind: 'service',
    service: step.service,
    ...turn,
    field: null,
    dueAt: instants.dueAt,
  });
  await keepOpen(tx, task, later);
  return task.id;
}
