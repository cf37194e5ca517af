import type { Client } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/client.ts';
import { storeDecision } from '../../db/personal/decisions.ts';
import { kept } from '../../db/personal/door.ts';
import type { ChangeLaw, LawChanged } from '../../temporal/law-messages.ts';
import { updateRoute } from '../../temporal/update-route.ts';
import { type Judged, judgedRoutes } from './each-route.ts';
import type { NewLaw } from './judge.ts';

export interface Applying {
  readonly db: Database;
  readonly temporal: Client;
  readonly law: NewLaw;
  readonly reason: string;
  /** Most routes to move in this go. */
  readonly limit: number;
  readonly say: (line: string) => void;
}

export interface Applied {
  readonly moved: number;
  readonly mustNot: number;
  /** To be tried again: the same command goes on with what is left. */
  readonly failed: number;
}

type Came = { readonly is: keyof Applied; readonly why?: string };

/**
 * Moves open routes one after the other, and says of each what came of it. May be ended at any time: a route that has
 * moved is not found again.
 */
export async function apply(applying: Applying): Promise<Applied> {
  const sum = { moved: 0, mustNot: 0, failed: 0 };
  for await (const judged of judgedRoutes(applying.db.orm, applying.law)) {
    if (sum.moved + sum.failed >= applying.limit) break;
    const came = await move(applying, judged);
    sum[came.is] += 1;
    const what = { moved: 'moved', mustNot: 'must not', failed: 'failed' }[came.is];
    applying.say(`${judged.route.id}: ${what}${came.why === undefined ? '' : ` (${came.why})`}`);
  }
  return sum;
}

async function move(applying: Applying, { route, verdict }: Judged): Promise<Came> {
  if (!verdict.could) return { is: 'mustNot', why: verdict.because.join('; ') };
  if (!route.hasBegun) return { is: 'failed', why: 'it has not begun yet; run this again shortly' };
  const decision = await decide(applying, route.id);
  const argument: ChangeLaw = { route: applying.law.version.compiled, start: verdict.start, decision };
  const updated = await updateRoute<LawChanged>(applying.temporal, route.id, {
    ...{ name: 'changeLaw', argument, id: decision },
  });
  switch (updated.is) {
    case 'done':
      return { is: 'moved' };
    case 'rejected':
      return { is: 'mustNot', why: updated.why ?? updated.type };
    case 'gone':
      return {
        is: 'failed',
        why: 'Temporal has no such open route; npm run rebuild says what its history says',
      };
    case 'unavailable':
      return { is: 'failed', why: 'Temporal or the workers do not answer; run this again when they do' };
  }
}

/** Who decided and why stands with the route before it is told. */
async function decide({ db, reason }: Applying, route: string): Promise<string> {
  const id = randomUUID();
  const about = { route, action: 'law-change', step: null, instance: null, answer: null } as const;
  const by = { actor: 'operator', role: 'operator', reason };
  await storeDecision(db.orm, { id, ...about, ...by, ...kept('decision') });
  return id;
}
