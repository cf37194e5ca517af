import { databaseNow, type Queries } from '../../db/client.ts';
import { type CallData, readCallData } from '../../db/personal/call-data.ts';
import { recordAccess } from '../../db/personal/door.ts';
import { raiseSeq } from '../../db/routes.ts';
import { endOfStep, writeStep } from '../../db/steps.ts';
import { findTaskOf, openTask } from '../../db/tasks.ts';
import type { CompiledStep } from '../../notation/compiled-route.ts';
import { valueAt } from '../../notation/facts.ts';
import type { Opened, StepCall } from '../../temporal/messages.ts';
import { startOfDay } from '../../terms/index.ts';
import { type Opening, openCall } from '../call/opening.ts';
import { accessOf, inputOf, subjectOf } from '../call/prepare-call.ts';
import { readsOf } from '../call/sources.ts';
import { stepOf } from '../settle-step.ts';
import type { World } from '../world.ts';
import { type Beginnings, type Instants, instantsOf } from './instants.ts';
import { enterTurn, teamOf, whoseTurn } from './whose-turn.ts';

/**
 * Enters a step that takes time: its row, its deadline by the agency's calendar, and for a task the row that asks
 * for it. Repeated for the same epoch it gives the same instants: terms count from the step's first opening.
 */
export async function openStep(world: World, args: StepCall): Promise<Opened> {
  const opening = await openCall(world, args);
  return world.db.orm.transaction(async (tx) => {
    const data = await dataOf(tx, opening);
    const instants = instantsOf(await beginningsOf(tx, world, { opening, data }), world.catalogue);
    const row = rowOf(world, opening);
    await writeStep(tx, { ...row, dueAt: instants.dueAt, normAt: instants.normAt });
    const task = await enterTask(tx, world, { opening, data, instants });
    await raiseSeq(tx, args.route, args.seq);
    return {
      notBefore: instants.notBefore?.toISOString() ?? null,
      dueAt: instants.dueAt?.toISOString() ?? null,
      normAt: instants.normAt?.toISOString() ?? null,
      task,
      status: row.status,
    };
  });
}

/** Personal data, read only where a date of the event or the person of a task is asked for. */
async function dataOf(tx: Queries, opening: Opening): Promise<CallData | null> {
  const { step, args, service, route } = opening;
  const isTask = step.kind === 'task';
  if (!isTask && !asksDate(step)) return null;
  const data = await readCallData(tx, { ...args, reads: isTask ? readsOf(step) : [], undo: false });
  if (data === undefined) throw new Error(`The event of ${args.route} is not stored.`);
  const subjectKey = isTask ? subjectOf(opening, inputOf(opening, data)) : route.personKey;
  await recordAccess(tx, { ...accessOf(opening, { service, subjectKey }), what: `open ${service.id}` });
  return data;
}

function asksDate({ since, after }: CompiledStep): boolean {
  return since?.startsWith('event.') === true || (after !== null && 'date' in after);
}

interface Known {
  readonly opening: Opening;
  readonly data: CallData | null;
}

async function beginningsOf(tx: Queries, world: World, { opening, data }: Known): Promise<Beginnings> {
  const { step, args, route } = opening;
  const { after, since } = step;
  return {
    step,
    begun: await beginOf(tx, opening),
    since: since?.startsWith('event.')
      ? startOfDate(world, dateAt(data, since))
      : since === null
        ? null
        : ((await endOfStep(tx, args.route, since)) ?? null),
    afterDate: after !== null && 'date' in after ? dateAt(data, after.date) : null,
    timeScale: route.timeScale,
  };
}

/** The step's first opening; in a later epoch, the moment its field was mended. */
async function beginOf(tx: Queries, { args, row }: Opening): Promise<Date> {
  const mend =
    args.epoch > 1 ? await findTaskOf(tx, { ...args, epoch: args.epoch - 1, kind: 'mend' }) : undefined;
  return mend?.closedAt ?? row?.begunAt ?? databaseNow(tx);
}

/** A date below the event, as `event.bornOn` names it; null where it is not there. */
function dateAt(data: CallData | null, path: string): string | null {
  const date = valueAt({ event: data?.event }, path);
  return typeof date === 'string' ? date : null;
}

function startOfDate(world: World, date: string | null): Date | null {
  return date === null ? null : startOfDay(date, world.catalogue.country.timeZone);
}

function rowOf(world: World, opening: Opening) {
  const { step, agency } = opening;
  const waiting = teamOf(world, opening) === null ? 'waiting-for-person' : 'waiting-for-agency';
  const status = step.kind === 'task' ? waiting : 'in-progress';
  return { ...stepOf(opening), service: step.service, agency, status } as const;
}

/** Opened at once, also where the step may not act before a later date: people like to know what is coming. */
async function enterTask(
  tx: Queries,
  world: World,
  { opening, data, instants }: Known & { readonly instants: Instants },
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
  return task.id;
}
