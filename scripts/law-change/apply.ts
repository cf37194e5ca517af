import { randomUUID } from 'node:crypto';
import type { Queries } from '../../db/client.ts';
import {
  type LawChangeOrder,
  orderLawChange,
  runningLawChange,
} from '../../db/operations/order-law-change.ts';
import { itemsOf } from '../../db/operations/read.ts';
import { lookOn } from '../operation/look-on.ts';
import { judgedRoutes } from './each-route.ts';
import type { NewLaw } from './judge.ts';

export interface Applying {
  readonly db: Queries;
  readonly law: NewLaw;
  /** Whose officers may see the operation and stop it. */
  readonly team: string;
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

/**
 * Orders that open routes are moved, looks on while the workers do it, and says of each what came of it. Where an
 * operation to the same version runs already, it looks on at that one. May be ended at any time: the workers go on.
 */
export async function apply(applying: Applying): Promise<Applied> {
  const { db, law, team, reason } = applying;
  const { compiled } = law.version;
  const running = await runningLawChange(db, compiled);
  if (running !== undefined) return meet(applying, running);
  const { could, mustNot } = await judgeAll(applying);
  if (could.length === 0) return { moved: 0, mustNot, failed: 0 };
  const id = randomUUID();
  const by = { actor: 'command line', role: 'operator', team, reason };
  const ordered = await orderLawChange(db, { id, law: compiled, routes: could, ...by });
  if (ordered !== id) return meet(applying, ordered);
  applying.say(`Operation ${id}. The workers do it, also when you end this.`);
  const came = await carriedOut(applying, id);
  return { ...came, mustNot: mustNot + came.mustNot };
}

/** Two operations to one version at a time would tell routes twice. */
async function meet(applying: Applying, running: string): Promise<Applied> {
  applying.say(
    `Operation ${running} moves routes to this version already, for the reason given then. Run this again after it for the rest.`,
  );
  return carriedOut(applying, running);
}

async function judgeAll({ db, law, limit, say }: Applying) {
  const could: LawChangeOrder['routes'][number][] = [];
  let mustNot = 0;
  for await (const { route, verdict } of judgedRoutes(db, law)) {
    if (verdict.could) could.push({ route: route.id, start: verdict.start });
    else {
      mustNot += 1;
      say(`${route.id}: must not (${verdict.because.join('; ')})`);
    }
    if (could.length >= limit) break;
  }
  return { could, mustNot };
}

const readAtOnce = 1_000;

async function carriedOut({ db, team, say }: Applying, id: string): Promise<Applied> {
  const operation = await lookOn(db, { id, team, did: 'have been told' }, say);
  const sum = { moved: 0, mustNot: 0, failed: 0 };
  for (let after = 0; after < operation.total; after += readAtOnce) {
    const page = { after, limit: readAtOnce, state: null, moved: false };
    for (const item of (await itemsOf(db, operation, page)).items) {
      const { is, words } = cameOf(item);
      sum[is] += 1;
      say(`${item.route}: ${words}`);
    }
  }
  return sum;
}

type Item = Awaited<ReturnType<typeof itemsOf>>['items'][number];

function cameOf({ state, why }: Item): { readonly is: keyof Applied; readonly words: string } {
  if (state === 'done') return { is: 'moved', words: 'moved' };
  if (state === 'refused') return { is: 'mustNot', words: `must not (${inWords(why)})` };
  const because = state === 'failed' ? inWords(why) : 'the operation was stopped before its turn came';
  return { is: 'failed', words: `failed (${because})` };
}

/** The slugs of the operations' runner; what the route itself says are words already. */
const words: Readonly<Record<string, string>> = {
  'route-closed': 'it has closed meanwhile',
  'not-yet-started': 'it has not begun yet; run this again shortly',
  'cannot-move-now': 'it does not answer; npm run rebuild says what its history says',
  internal: 'a fault of ours; see the log of the workers',
};
const inWords = (why: string | null): string => words[why ?? ''] ?? why ?? '';
