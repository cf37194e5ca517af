import type { Queries } from '../../db/client.ts';
import { askOfficerAboutIntents } from '../../db/intents.ts';
import { markDecisionTakenUp } from '../../db/personal/decisions.ts';
import { findRoute, raiseSeq, type RouteRow } from '../../db/routes.ts';
import { agencyOfStep, type StepWrite, writeStep } from '../../db/steps.ts';
import { closeTasks, openOfficerTask } from '../../db/tasks.ts';
import type { CompiledRoute, CompiledStep } from '../../notation/compiled-route.ts';
import { effectKey } from '../../notation/effect-key.ts';
import type { Change, RecordArgs, Recorded } from '../../temporal/messages.ts';
import { officerTaskOf } from '../officer-task.ts';
import { overtakenBy } from '../told.ts';
import type { World } from '../world.ts';
import { askToMend } from './ask-to-mend.ts';
import { heldBy } from './held.ts';
import { columnsOf, wroteOf } from './wrote.ts';

type OpenedTask = Recorded['tasks'][number];

/** Writes what changed without a call, all or nothing, and opens the tasks that follow from it. */
export async function record(world: World, args: RecordArgs): Promise<Recorded> {
  const route = await findRoute(world.db.orm, args.route);
  const definition = await world.definitionOf(route.definition);
  return world.db.orm.transaction(async (tx) => {
    const written: Written[] = [];
    for (const change of args.changes) {
      const known = await knownOf(tx, { route, definition, seq: args.seq }, change);
      written.push(await write(tx, world, known));
    }
    for (const decision of args.decisions ?? []) await markDecisionTakenUp(tx, decision);
    await raiseSeq(tx, args.route, args.seq);
    const tasks = written.flatMap(({ task }) => task ?? []);
    const laters = written.flatMap(({ later }) => later ?? []);
    const later = laters.length === 0 ? null : Math.max(...laters);
    const waitsFor = written.find(({ waitsFor }) => waitsFor !== undefined)?.waitsFor;
    const held = waitsFor === undefined ? {} : await heldBy(tx, world, waitsFor);
    return {
      seq: args.seq,
      wrote: args.changes.map(wroteOf),
      tasks,
      ...held,
      ...overtakenBy(later, args.seq),
    };
  });
}

/** What became of a change: the task that it opened, the agency that is waited for, and the counter of a later state that stands instead. */
interface Written {
  readonly task?: OpenedTask;
  readonly waitsFor?: string;
  readonly later: number | null;
}

interface Known {
  readonly change: Change;
  readonly route: RouteRow;
  readonly definition: CompiledRoute;
  readonly step: CompiledStep;
  readonly agency: string;
  readonly row: StepWrite;
}

async function knownOf(
  tx: Queries,
  of: { readonly route: RouteRow; readonly definition: CompiledRoute; readonly seq: number },
  change: Change,
): Promise<Known> {
  const { step: id, instance, epoch, to } = change;
  const step = of.definition.steps[id];
  if (step === undefined) throw new Error(`The definition of ${of.route.id} has no step "${id}".`);
  const key = { route: of.route.id, step: id, instance };
  const agency = (await agencyOfStep(tx, key)) ?? step.agency;
  const row = { ...key, service: step.service, agency, epoch, seq: of.seq, ...columnsOf(to) };
  return { ...of, change, step, agency, row };
}

/** A change that comes late, behind a higher counter, closes nothing and opens no officer's task. */
async function write(tx: Queries, world: World, known: Known): Promise<Written> {
  const { change, row } = known;
  if (change.to.status === 'waiting-for-person')
    return askToMend(tx, world, { ...known, code: change.to.mend });
  const later = await writeStep(tx, row);
  if (later !== null) return { later };
  if (change.to.status === 'stuck') await askOfficer(tx, known);
  else if (change.to.status === 'in-progress') await closeTasks(tx, row, 'officer');
  else if (change.to.status === 'waiting-for-agency') return { later, waitsFor: row.agency };
  else await closeTasks(tx, row);
  return { later };
}

async function askOfficer(tx: Queries, { row, step, agency }: Known): Promise<void> {
  await openOfficerTask(tx, officerTaskOf({ args: row, step, agency }));
  await askOfficerAboutIntents(tx, [effectKey(row), effectKey({ ...row, undo: true })]);
}
