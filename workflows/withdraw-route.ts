import type { Withdraw, WithdrawResult } from '../temporal/route-messages.ts';
import { afterChangeOfLaw } from './change-law.ts';
import { withdraw } from './engine/withdraw.ts';
import { stop } from './flow.ts';
import { record } from './record.ts';
import { nameOf, type RouteRun } from './route-run.ts';
import { unwind } from './take-back.ts';

/** Withdraws the route or some steps; says at once what becomes of each, and sees to it beside the steps. */
export async function withdrawRoute(run: RouteRun, { decision, steps }: Withdraw): Promise<WithdrawResult> {
  await afterChangeOfLaw(run);
  const { plan, changes, stop: underWay, takeBack } = withdraw(run.state, steps);
  const recording = record(run, changes, decision);
  const { seq } = run.state;
  for (const ref of underWay) {
    const flow = run.flows.get(nameOf(ref));
    if (flow !== undefined) stop(flow, 'withdrawn', false);
  }
  unwind(run, takeBack);
  run.engine?.advance();
  await recording;
  return { seq, plan };
}
