import { setTimeout as sleep } from 'node:timers/promises';
import type { Member, Target } from '../stack/member.ts';
import { type Hurt, hurts } from './plan.ts';

export interface StormOptions {
  readonly members: ReadonlyMap<Target, Pick<Member, 'isFree' | 'kill' | 'freeze'>>;
  readonly seed: string;
  /** Faults of this seed that an earlier start of the run has been through. */
  readonly skip: number;
  /** Time from one fault to the next. */
  readonly everyMs: number;
  readonly done: (hurt: Hurt) => void;
  /** Aborted when it has been enough. */
  readonly enough: AbortSignal;
}

/** Hurts one process after the other, as the seed says, until it is enough and all are well again. */
export async function storm({ members, seed, skip, everyMs, done, enough }: StormOptions): Promise<void> {
  const healing: Promise<void>[] = [];
  const plan = hurts(seed);
  for (let past = 0; past < skip; past++) plan.next();
  const next = inTurn(plan, (target) => members.get(target)?.isFree === true);
  let dueAt = performance.now();
  while (!enough.aborted) {
    const hurt = next();
    const member = hurt && members.get(hurt.target);
    if (member) {
      healing.push(
        inflict(member, hurt).then((isDone) => {
          if (isDone) done(hurt);
        }),
      );
      dueAt += everyMs;
    }
    const waitMs = Math.max(shortestMs, dueAt - performance.now());
    await sleep(waitMs, undefined, { signal: enough }).catch(() => undefined);
  }
  await Promise.all(healing);
}

const shortestMs = 10;
/** So many faults wait at most for processes that are down. */
const mostPassed = 30;

/**
 * Gives the next fault of the plan whose process is up; undefined where none is. Who is down is passed over until it is up
 * again, so that each process goes through its own faults in the order of the seed.
 */
function inTurn(plan: ReturnType<typeof hurts>, isFree: (target: Target) => boolean): () => Hurt | undefined {
  const passed: Hurt[] = [];
  return () => {
    const place = passed.findIndex(({ target }) => isFree(target));
    if (place >= 0) return passed.splice(place, 1)[0];
    while (passed.length < mostPassed) {
      const hurt = plan.next().value;
      if (isFree(hurt.target)) return hurt;
      passed.push(hurt);
    }
    return undefined;
  };
}

function inflict(member: Pick<Member, 'kill' | 'freeze'>, hurt: Hurt): Promise<boolean> {
  if (hurt.how === 'stop') return member.freeze(hurt.ms);
  return member.kill(hurt.how === 'kill -9' ? 'SIGKILL' : 'SIGTERM');
}
