import type { Change, PerformArgs, Settled } from '../temporal/messages.ts';
import type { Called } from './call.ts';
import { record } from './record.ts';
import { catchUp, type RouteRun } from './route-run.ts';

/** Writes anew how a service came out, where a lost workflow task's row stood instead. */
export async function writeAnew(
  run: RouteRun,
  { step, instance, epoch, undo }: PerformArgs,
  performed: Called,
): Promise<void> {
  const ref = { step, instance };
  const to = rowOf(performed, undo);
  if (to !== null && catchUp(run, [ref], performed)) await record(run, [{ ...ref, epoch, to }]);
}

/** What the attempt wrote, as a change without a call; null where it wrote no state. */
function rowOf(performed: Called, undo: boolean): Change['to'] | null {
  if (performed.is === 'settled') return undo ? { status: 'undone' } : endOf(performed);
  if (performed.is === 'accepted') return undo ? null : { status: 'waiting-for-agency' };
  const isDead = performed.is === 'skipped' || performed.is === 'stopped';
  return isDead ? { status: 'skipped', because: 'person-dead' } : null;
}

const endOf = ({ end, code }: Settled): Change['to'] =>
  end === 'done' ? { status: 'done' } : { status: 'refused', code: code ?? '' };
