import type { Queries } from '../../db/client.ts';
import { findParty } from '../../db/parties.ts';
import { personKey } from '../../db/personal/person-key.ts';
import type { ShownTask } from '../../db/task-list.ts';
import type { Caller } from '../callers/caller.ts';
import { Problem, wrongFields } from '../problems/problem.ts';
import { personKeyOf } from '../read-model/sight.ts';
import type { AnswerRequest, proofKinds } from './answer-request.ts';

type Proof = NonNullable<AnswerRequest['proof']>;

/** Who acted, and on whose word. */
export interface Actor {
  readonly actorKey: string;
  /** `citizen` and `officer` by their own tokens; else the client id of the portal that says so. */
  readonly assertedBy: string;
  /** They were there themselves: their own token counts as a proof of identity. */
  readonly isPresent: boolean;
}

/** Who answers; throws 403 where it is not their turn. The caller is known to see the task. */
export async function actorOfAnswer(db: Queries, task: ShownTask, asked: Asked): Promise<Actor> {
  const { caller } = asked;
  if (caller.role === 'officer') {
    return { actorKey: `officer:${caller.id}`, assertedBy: 'officer', isPresent: true };
  }
  const own = personKeyOf(caller);
  const actorKey = named(asked, own);
  const isPresent = actorKey === own;
  const mayAct = isPresent || caller.role === 'portal';
  if (!mayAct || !(await isTurnOf(db, task, actorKey))) throw new Problem('not-your-turn');
  return {
    actorKey,
    assertedBy: !isPresent && caller.role === 'portal' ? caller.client : 'citizen',
    isPresent,
  };
}

/** A portal names who answers; a citizen need not. */
function named({ caller, actor }: Asked, own: string | null): string {
  if (actor !== null) return personKey(actor.pinfl);
  if (caller.role === 'citizen' && own !== null) return own;
  throw wrongFields([{ pointer: '/actor', code: 'required' }]);
}

interface Asked {
  readonly caller: Caller;
  readonly actor: AnswerRequest['actor'];
}

/** The task's person; for an organisation that applies, the head whom the register names. */
async function isTurnOf(db: Queries, task: ShownTask, key: string): Promise<boolean> {
  if (task.personKey === key) return true;
  if (task.party !== 'applicant') return false;
  return (await findParty(db, { route: task.route, party: 'head', instance: 0 })) === key;
}

/** The proof to keep; throws `wrong-fields` where the service demands one that is not there. */
export function proofOf(
  demanded: readonly (typeof proofKinds)[number][],
  given: Proof | null,
  actor: Actor,
): Proof | null {
  if (given === null && actor.isPresent && demanded.includes('oneid')) {
    return { kind: 'oneid', value: 'own token' };
  }
  if (demanded.length === 0) return given;
  const values = demanded.join(', ');
  if (given === null) throw wrongFields([{ pointer: '/proof', code: 'proof-needed', params: { values } }]);
  if (demanded.includes(given.kind)) return given;
  throw wrongFields([{ pointer: '/proof/kind', code: 'not-one-of', params: { values } }]);
}
