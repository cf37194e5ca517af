import type { Database } from '../../db/client.ts';
import {
  claimKey,
  forgetKey,
  keepAnswer,
  leaveKeyToRepeat,
  type Once,
  type Standing,
} from '../../db/idempotency.ts';
import type { Answer } from '../http/endpoint.ts';
import { Problem, problemStatus } from '../problems/problem.ts';

/** Runs a request at most once per key: its repeat gets the answer that was kept. Refusals are not kept. */
export async function answerOnce(db: Database, once: Once, act: () => Promise<Answer>): Promise<Answer> {
  const kept = keptAnswer(await claimKey(db.orm, once));
  if (kept !== undefined) return kept;
  const answer = await actUnderKey(db, once, act);
  await keepAnswer(db.orm, once, { status: answer.status, body: answer.body });
  return answer;
}

/** The answer that stands under a key; undefined where the request is new. Throws where it must not go on. */
export function keptAnswer(standing: Standing): Answer | undefined {
  switch (standing.is) {
    case 'new':
      return undefined;
    case 'kept':
      return { status: standing.status, body: standing.body };
    case 'in-progress':
      throw new Problem('request-in-progress', { retryAfter: 1 });
    case 'other-body':
      throw new Problem('idempotency-key-reused');
  }
}

async function actUnderKey(db: Database, once: Once, act: () => Promise<Answer>): Promise<Answer> {
  try {
    return await act();
  } catch (error) {
    await (didNothing(error) ? forgetKey(db.orm, once) : leaveKeyToRepeat(db.orm, once));
    throw error;
  }
}

/** A refusal below 500 changed nothing; behind anything else the deed may be done. */
function didNothing(error: unknown): boolean {
  return error instanceof Problem && problemStatus[error.slug] < 500;
}
