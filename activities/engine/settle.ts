import type { SettleArgs, SettleResult } from '../../temporal/messages.ts';
import type { World } from '../world.ts';
import { settleFromCallback } from './settle-from-callback.ts';
import { settleFromDecision } from './settle-from-decision.ts';
import { settleFromTask } from './settle-from-task.ts';

/**
 * Settles a step from what is stored: a person's answer, an officer's decision, or an agency's callback. `ignored`
 * where it does not settle this epoch: the step goes on waiting. First writer wins, as everywhere.
 */
export function settle(world: World, { from, ...call }: SettleArgs): Promise<SettleResult> {
  if ('task' in from) return settleFromTask(world, call, from);
  if ('decision' in from) return settleFromDecision(world, call, from.decision);
  return settleFromCallback(world, call, from);
}
