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

/** Hurts one process after the other in the order of the seed, until it is enough and all are well again. */
export async function storm({ members, seed, skip, everyMs, done, enough }: StormOptions): Promise<void> {
  const healing: Promise<void>[] = [];
  const plan = hurts(seed);
  for (let past = 0; past < skip; past++) plan.next();
  while (!enough.aborted) {
    const hurt = plan.next().value;
    const member = members.get(hurt.target);
    // Who is still down cannot be hurt: its turn is waited for, so that the order stays that of the seed.
    await freed(member, enough);
    if (member?.isFree !== true) continue;
    healing.push(
      inflict(member, hurt).then((isDone) => {
        if (isDone) done(hurt);
      }),
    );
    await sleep(everyMs, undefined, { signal: enough }).catch(() => undefined);
  }
  await Promise.all(healing);
}

async function freed(member: Pick<Member, 'isFree'> | undefined, enough: AbortSignal): Promise<void> {
  while (member?.isFree === false && !enough.aborted) await sleep(50);
}

function inflict(member: Pick<Member, 'kill' | 'freeze'>, hurt: Hurt): Promise<boolean> {
  if (hurt.how === 'stop') return member.freeze(hurt.ms);
  return member.kill(hurt.how === 'kill -9' ? 'SIGKILL' : 'SIGTERM');
}
