import type { Queries } from '../../db/client.ts';
import { endSteps } from '../../db/end-steps.ts';
import { askOfficerAboutIntents } from '../../db/intents.ts';
import { markDecisionTakenUp } from '../../db/personal/decisions.ts';
import { findRoute, type RouteRow } from '../../db/routes.ts';
import { agencyOfStep, isEnd, type StepWrite, writeStep } from '../../db/steps.ts';
import { closeTasks, openOfficerTask } from '../../db/tasks.ts';
import type { CompiledRoute, CompiledStep } from '../../notation/compiled-route.ts';
import { effectKey } from '../../notation/effect-key.ts';
import type { Change, Held, RecordArgs, Recorded } from '../../temporal/messages.ts';
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
  const of = { route, definition, seq: args.seq };
  const { ends, rest } = split(args.changes);
  if (rest.length === 0 && args.decisions === undefined)
    return recorded(args, { written: [{ later: await end(world.db.orm, of, ends) }] });
  return world.db.orm.transaction(async (tx) => {
    const written: Written[] = [];
    for (const change of rest) written.push(await write(tx, world, await knownOf(tx, of, change)));
    for (const decision of args.decisions ?? []) await markDecisionTakenUp(tx, decision);
    written.push({ later: await end(tx, of, ends) });
    const waitsFor = written.find(({ waitsFor }) => waitsFor !== undefined)?.waitsFor;
    const held = waitsFor === undefined ? {} : await heldBy(tx, world, waitsFor);
    return recorded(args, { written, ...held });
  });
}

/** What ends and leads to nothing else is written together; an instance that is named twice, one after the other. */
function split(changes: readonly Change[]) {
  const times = Map.groupBy(changes, ({ step, instance }) => `${step}/${instance}`);
  const { ends = [], rest = [] } = Object.groupBy(changes, ({ step, instance, to }) =>
    isEnd(to.status) && times.get(`${step}/${instance}`)?.length === 1 ? 'ends' : 'rest',
  );
  return { ends, rest };
}

function recorded(
  { seq, changes }: RecordArgs,
  { written, held }: { readonly written: readonly Written[]; readonly held?: Held },
): Recorded {
  const laters = written.flatMap(({ later }) => later ?? []);
  return {
    seq,
    wrote: changes.map(wroteOf),
    tasks: written.flatMap(({ task }) => task ?? []),
    ...(held && { held }),
    ...overtakenBy(laters.length === 0 ? null : Math.max(...laters), seq),
  };
}

interface RouteOf {
  readonly route: RouteRow;
  readonly definition: CompiledRoute;
  readonly seq: number;
}

/** The agency is the definition's where the step has no row yet; else it stays the one the step is with. */
function end(db: Queries, { route: { id: route }, definition, seq }: RouteOf, changes: readonly Change[]) {
  const rows = changes.map(({ step, instance, epoch, to }) => {
    const { service, agency } = stepIn(definition, route, step);
    return { ...{ route, step, instance, epoch, seq, service, agency }, ...columnsOf(to) };
  });
  return endSteps(db, { route, seq }, rows);
}

function stepIn(definition: CompiledRoute, route: string, id: string): CompiledStep {
  const step = definition.steps[id];
  if (step === undefined) throw new Error(`The definition of ${route} has no step "${id}".`);
  return step;
}

/** What became of a change: the task that it opened, the agency that is waited for, and the counter of a later state that stands instead. */
interface Written {
  readonly task?: OpenedTask;
  readonly waitsFor?: string;
  readonly later: number | null;
}

interface Known extends RouteOf {
  readonly change: Change;
  readonly step: CompiledStep;
  readonly agency: string;
  readonly row: StepWrite;
}

async function knownOf(tx: Queries, of: RouteOf, change: Change): Promise<Known> {
  const { step: id, instance, epoch, to } = change;
  const step = stepIn(of.definition, of.route.id, id);
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
