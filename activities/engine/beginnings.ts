import { databaseNow, type Queries } from '../../db/client.ts';
import { clockActsOf } from '../../db/clocks/clock-acts.ts';
import { type CallData, readCallData } from '../../db/personal/call-data.ts';
import { recordAccess } from '../../db/personal/door.ts';
import { endOfStep } from '../../db/steps.ts';
import { findTaskOf } from '../../db/tasks.ts';
import type { CompiledStep } from '../../notation/compiled-route.ts';
import { valueAt } from '../../notation/facts.ts';
import { startOfDay } from '../../terms/index.ts';
import type { Opening } from '../call/opening.ts';
import { accessOf, inputOf, subjectOf } from '../call/prepare-call.ts';
import { readsOf } from '../call/sources.ts';
import type { World } from '../world.ts';
import type { Beginnings } from './instants.ts';

/** Personal data, read only where a date of the event or the person of a task is asked for. */
export async function datesOf(tx: Queries, opening: Opening): Promise<CallData | null> {
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

/** What the terms of the step count from, and what was done to its clock. */
export async function beginningsOf(tx: Queries, world: World, { opening, data }: Known): Promise<Beginnings> {
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
    acts: await clockActsOf(tx, args),
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
