import {
  CancellationScope,
  proxyActivities,
  proxyLocalActivities,
  TemporalFailure,
} from '@temporalio/workflow';
import type {
  Change,
  EngineActivities,
  LateArgs,
  Opened,
  Overtaken,
  Recorded,
  Reckoned,
  ReckonArgs,
  SettleArgs,
  SettleResult,
  StepCall,
  StepRef,
} from '../temporal/messages.ts';
import { instanceState } from './engine/route-state.ts';
import { catchUp, nextSeq, type RouteRun } from './route-run.ts';
import { together } from './together.ts';
import { tracing } from './trace.ts';

type Args<Name extends keyof EngineActivities> = Parameters<EngineActivities[Name]>[0];
type Result<Name extends keyof EngineActivities> = Awaited<ReturnType<EngineActivities[Name]>>;

const atOnce = proxyLocalActivities<EngineActivities>({
  startToCloseTimeout: '5s',
  retry: { initialInterval: '100ms', backoffCoefficient: 3, maximumAttempts: 3 },
});
const patiently = proxyActivities<EngineActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s' },
});

/**
 * Writes in PostgreSQL. Local at first; while the database is away, an ordinary activity waits for it, which holds up
 * no messages and adds no events. Never cancelled: what has happened is recorded. Where the rows of a lost workflow task
 * stand in the way, it is written once more, over them.
 */
function write<Name extends keyof EngineActivities>(
  run: RouteRun,
  name: Name,
  args: Args<Name>,
): Promise<Result<Name>> {
  const local = atOnce[name] as unknown as (args: Args<Name>) => Promise<Result<Name>>;
  const ordinary = patiently[name] as unknown as (args: Args<Name>) => Promise<Result<Name>>;
  const once = async (): Promise<Result<Name>> => {
    try {
      return await together(run.local, () => local(args));
    } catch (error) {
      if (!(error instanceof TemporalFailure)) throw error;
      return await tracing(run, ordinary(args));
    }
  };
  return CancellationScope.nonCancellable(async (): Promise<Result<Name>> => {
    const result = await once();
    const refs = refsOf(args);
    const isAnew = catchUp(run, refs, result as Overtaken);
    return isAnew ? write(run, name, { ...args, seq: nextSeq(run, refs) }) : result;
  });
}

function refsOf(args: Args<keyof EngineActivities>): readonly StepRef[] {
  if ('changes' in args) return args.changes;
  return 'step' in args ? [args] : [];
}

/** Opens a step that does not settle at its first quick call: its row, its task, and its instants. */
export function openStep(run: RouteRun, ref: StepRef): Promise<Opened> {
  return write(run, 'open-step', callOf(run, ref));
}

/** Records transitions without a call; `decision` is the row of the officer's or person's word they follow. */
export function record(run: RouteRun, changes: readonly Change[], decision?: string): Promise<Recorded> {
  const decisions = decision === undefined ? {} : { decisions: [decision] };
  return write(run, 'record', { route: run.id, seq: nextSeq(run, changes), changes, ...decisions });
}

/** Settles a step from a stored answer. */
export function settle(run: RouteRun, ref: StepRef, from: SettleArgs['from']): Promise<SettleResult> {
  return write(run, 'settle', { ...callOf(run, ref), from });
}

/** A deadline has passed. */
export function passDeadline(run: RouteRun, ref: StepRef, take: LateArgs['take']): Promise<SettleResult> {
  return write(run, 'late', { ...callOf(run, ref), take });
}

/** Reckons the instants of an open step anew: `cause` is the officer's decision, or the decree. */
export function reckon(
  run: RouteRun,
  ref: StepRef,
  what: Pick<ReckonArgs, 'act' | 'cause'>,
): Promise<Reckoned> {
  return write(run, 'reckon', { ...callOf(run, ref), ...what });
}

/** Stores the mended field for the next epoch. */
export function storeMended(
  run: RouteRun,
  ref: StepRef,
  from: { readonly task: string; readonly answer: string },
): Promise<unknown> {
  return write(run, 'mend', { ...callOf(run, ref), ...from });
}

/** Records by which definition the route goes on, before anything of it begins. */
export function recordLaw(
  run: RouteRun,
  change: Omit<Args<'change-law'>, 'route' | 'seq'>,
): Promise<unknown> {
  return write(run, 'change-law', { route: run.id, seq: nextSeq(run), ...change });
}

export function closeRoute(
  run: RouteRun,
  end: Pick<Args<'close-route'>, 'outcome' | 'reason'>,
): Promise<unknown> {
  return write(run, 'close-route', { route: run.id, seq: nextSeq(run), ...end });
}

/** What every activity gets, under the next counter. */
export function callOf(run: RouteRun, ref: StepRef): StepCall {
  const { step, instance } = ref;
  const epoch = instanceState(run.state, ref)?.epoch ?? 1;
  return { route: run.id, step, instance, epoch, seq: nextSeq(run, [ref]) };
}
