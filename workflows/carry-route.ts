import { allHandlersFinished, CancellationScope, condition } from '@temporalio/workflow';
import type { Change, Outcome, SkipReason } from '../temporal/messages.ts';
import { outcomeOf } from './engine/outcome.ts';
import { isOvertaken } from './engine/readiness.ts';
import { type Actor, leaveOut, runRoute } from './engine/run-route.ts';
import { undoOrder } from './engine/undo.ts';
import { stop } from './flow.ts';
import { performStep } from './perform-step.ts';
import { closeRoute, record } from './record.ts';
import { inBackground, type RouteRun } from './route-run.ts';
import { unwind } from './take-back.ts';
import { tell, tellEnd } from './tell.ts';
import { withdrawRoute } from './withdraw-route.ts';

/** Carries a route to its end. Rejects for faults of ours only. */
export async function carryRoute(run: RouteRun): Promise<Outcome> {
  run.engine = runRoute(run.state, actorOf(run));
  await Promise.race([run.engine.ended, fault(run)]);
  run.isClosing = true;
  if (run.state.halt === 'refused') unwind(run, undoOrder(run.state));
  await Promise.race([condition(() => run.background === 0 && allHandlersFinished()), fault(run)]);
  return close(run);
}

/** *Cancel* in the Temporal UI means: withdraw. */
export function withdrawWhenCancelled(run: RouteRun): void {
  CancellationScope.current().cancelRequested.catch(() => {
    if (run.isClosing || run.state.halt !== null) return;
    inBackground(
      run,
      withdrawRoute(run, {}).then(() => undefined),
    );
  });
}

function actorOf(run: RouteRun): Actor {
  return {
    perform: (ref) => performStep(run, ref),
    passedOver: (changes) => {
      inBackground(
        run,
        record(run, changes).then(() => undefined),
      );
    },
    halted: () => {
      const flows = [...run.flows.values()].filter((flow) => !flow.now.isBeingUndone);
      for (const flow of flows) stop(flow, reasonOf(run), true);
    },
    advanced: () => {
      giveUpOvertaken(run);
      tell(run);
    },
  };
}

/** What was only of use until another step ended, and has not acted, waits no longer. */
function giveUpOvertaken(run: RouteRun): void {
  for (const flow of run.flows.values())
    if (!flow.now.sent && isOvertaken(run.state, flow.ref.step)) stop(flow, 'condition', true);
}

async function close(run: RouteRun): Promise<Outcome> {
  const { state } = run;
  const left: Change[] = Object.keys(state.definition.steps)
    .filter((id) => (state.steps[id]?.end ?? null) === null)
    .flatMap((id) => leaveOut(state, id, reasonOf(run)));
  if (left.length > 0) await record(run, left);
  const outcome = outcomeOf(state);
  await closeRoute(run, { outcome, reason: state.halt === 'death' ? 'death' : null });
  tellEnd(run, outcome);
  await condition(allHandlersFinished);
  return outcome;
}

/** Why what has not begun never will. */
function reasonOf({ state }: RouteRun): SkipReason {
  return state.halt === 'refused' ? 'refused-need' : 'withdrawn';
}

async function fault(run: RouteRun): Promise<never> {
  await condition(() => run.fault.raised);
  throw run.fault.error;
}
