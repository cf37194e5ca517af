import { databaseNow, type Queries } from '../../db/client.ts';
import type { RouteRow } from '../../db/routes.ts';
import { type StepWrite, writeStep } from '../../db/steps.ts';
import { keepOpen, openTask } from '../../db/tasks.ts';
import type { CompiledRoute, CompiledStep } from '../../notation/compiled-route.ts';
import type { Recorded, StepRef } from '../../temporal/messages.ts';
import type { World } from '../world.ts';
import { calendarNow } from './calendar-now.ts';
import { type Instants, instantsOf } from './instants.ts';
import { whoMends } from './whose-turn.ts';

/** A refusal that the person can mend. */
export interface ToMend {
  readonly change: StepRef & { readonly epoch: number };
  readonly route: RouteRow;
  readonly definition: CompiledRoute;
  readonly step: CompiledStep;
  readonly row: StepWrite;
  /** Of the refusal; the service says which field mends it. */
  readonly code: string;
}

/**
 * Opens the task that asks for just the field, with the term of the remedy; a repeat tells the same task. `later` as
 * `writeStep` tells it.
 */
export async function askToMend(
  tx: Queries,
  world: World,
  toMend: ToMend,
): Promise<{ readonly task: Recorded['tasks'][number]; readonly later: number | null }> {
  const { change, route, definition, step, row, code } = toMend;
  const mend = step.mends[code];
  if (mend === undefined) throw new Error(`The refusal "${code}" of ${step.service} cannot be mended.`);
  const begun = await databaseNow(tx);
  const { dueAt, isEstimate } = await mendInstants(tx, world, { route, step, within: mend.within, begun });
  const task = await openTask(tx, {
    route: route.id,
    step: change.step,
    instance: change.instance,
    epoch: change.epoch,
    kind: 'mend',
    service: step.service,
    ...(await whoMends(tx, world, { route, definition, step, at: change })),
    field: mend.field,
    dueAt,
  });
  const later = await writeStep(tx, { ...row, dueAt: task.dueAt, dueEstimate: isEstimate });
  await keepOpen(tx, task, later);
  const { step: id, instance } = change;
  const until = { dueAt: task.dueAt?.toISOString() ?? null, isEstimate };
  return { task: { step: id, instance, task: task.id, ...until }, later };
}

/** When the term of a remedy ends that began to run then. */
export async function mendInstants(
  tx: Queries,
  world: World,
  of: Pick<ToMend, 'route' | 'step'> & { readonly within: string | null; readonly begun: Date },
): Promise<Instants> {
  const { route, step, within, begun } = of;
  const terms = { after: null, within, norm: null, week: step.week };
  const from = { step: terms, begun, since: null, afterDate: null, timeScale: route.timeScale };
  return instantsOf(from, await calendarNow(tx, world.catalogue));
}
