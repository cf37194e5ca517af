import { type Decision, storeDecision } from '../../db/personal/decisions.ts';
import { kept } from '../../db/personal/door.ts';
import type { UpdateResult } from '../../temporal/route-messages.ts';
import type { Update } from '../../temporal/update-route.ts';
import type { Answer, Call } from '../http/endpoint.ts';
import { actorOf } from '../read-model/sight.ts';
import type { Place } from './officers-step.ts';
import { steer, type SteerKit } from './steer.ts';

/** What an officer decided on a step, and how the route is told. */
interface Decided extends Pick<Decision, 'action' | 'reason' | 'answer'> {
  readonly name: Update['name'];
  /** What the route must know beside the place and the decision's id. */
  readonly more?: object;
}

/** Keeps who decided on a step and why, then tells the route. */
export async function decideOnStep(
  kit: SteerKit,
  { caller, once, place }: Pick<Call, 'caller' | 'once'> & { readonly place: Place },
  { name, more, ...decided }: Decided,
): Promise<Answer> {
  const id = once?.id ?? '';
  const by = { actor: actorOf(caller), role: caller.role };
  await storeDecision(kit.db.orm, { id, ...place, ...decided, ...by, ...kept('decision') });
  const { route, step, instance } = place;
  const argument = { step, instance, ...more, decision: id };
  const { seq, status } = await steer<UpdateResult>(kit, route, { name, argument, id });
  return { status: 200, body: { seq, status } };
}
