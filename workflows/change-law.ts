import { ApplicationFailure, condition } from '@temporalio/workflow';
import { obstacleInWords } from '../notation/law-change-in-words.ts';
import type { Move } from '../notation/law-change.ts';
import type { ChangeLaw, LawChanged } from '../temporal/law-messages.ts';
import { rejection } from '../temporal/route-messages.ts';
import { judgeLaw, takeLaw } from './engine/take-law.ts';
import { recordLaw } from './record.ts';
import type { RouteRun } from './route-run.ts';
import { tellLaw } from './tell.ts';

/** Judges the change before it enters the history. One that the route has taken already is taken again, and does nothing. */
export function mayChangeLaw(run: RouteRun, { route }: ChangeLaw): void {
  if (route.version !== run.state.definition.version) demandMove(run, route);
}

/**
 * Lets the route go on by another version of its life event. Nothing new starts before PostgreSQL has the definition
 * that its step will be looked up in; what is under way goes on as it began.
 */
export async function changeLaw(run: RouteRun, { route, start, decision }: ChangeLaw): Promise<LawChanged> {
  await condition(() => run.engine?.isHeld === false);
  const { state, engine } = run;
  if (route.version === state.definition.version)
    return { seq: state.seq, version: route.version, moved: false };
  const move = demandMove(run, route);
  engine?.hold();
  takeLaw(state, move.route, start);
  const recording = recordLaw(run, { law: move.route, start, ...(decision !== undefined && { decision }) });
  const { seq } = state;
  await recording;
  engine?.release();
  tellLaw(run);
  return { seq, version: route.version, moved: true };
}

/** While a change of law is being recorded, other messages that begin or leave out steps wait for it. */
export async function afterChangeOfLaw({ engine }: RouteRun): Promise<void> {
  if (engine?.isHeld === true) await condition(() => !engine.isHeld);
}

function demandMove(run: RouteRun, to: ChangeLaw['route']): Move {
  const change = judgeLaw(run.state, to);
  if (change.moves) return change;
  const why = change.because.map(obstacleInWords).join('; ');
  throw ApplicationFailure.nonRetryable(`The route must not move: ${why}.`, rejection.lawDoesNotMove);
}
