import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../db/client.ts';
import { routes } from '../../db/schema.ts';
import { watch, type WentOn } from '../checks/went-on.ts';
import { runnableRoutes } from '../look/rows.ts';
import type { Target } from '../stack/member.ts';
import type { Stack } from '../stack/start-stack.ts';
import type { Diary } from './diary.ts';
import type { Town } from './town.ts';

interface Wave {
  readonly after: WentOn['after'];
  readonly boundMs: number;
  readonly targets: readonly Target[];
}

const waves: readonly Wave[] = [
  { after: 'the last kill of the workers', boundMs: 30_000, targets: ['worker-1', 'worker-2'] },
  { after: 'the last kill of the servers', boundMs: 60_000, targets: ['temporal', 'postgres'] },
];

export interface LastWaves {
  readonly stack: Stack;
  readonly town: Town;
  readonly diary: Diary;
  readonly db: Database;
  /** Number of the first route of the first wave, and how many each has. */
  readonly from: number;
  readonly size: number;
  /** By `performance.now()`: so long what the storm left behind may take before it is measured all the same. */
  readonly calmBy: number;
}

/** Twice: fresh routes, then all workers (all servers) killed at once; how long each route that could go on stood still. */
export async function lastWaves(parts: LastWaves): Promise<WentOn[]> {
  const { stack, town, diary, db, from, size, calmBy } = parts;
  const measured: WentOn[] = [];
  for (const [number, { after, boundMs, targets }] of waves.entries()) {
    await calm(db, calmBy);
    await town.start(from + number * size, from + (number + 1) * size, 20);
    await sleep(500);
    const runnable = await runnableRoutes(db);
    const killed = targets.map(async (target) => {
      if (await stack.members.get(target)?.kill('SIGKILL'))
        diary.note({ did: 'hurt', hurt: { target, how: 'kill -9' } });
    });
    const took = await watch(runnable, { progress: () => progressOf(db), boundMs });
    await Promise.all(killed);
    measured.push({ after, boundMs, took });
  }
  return measured;
}

/** What the storm left behind is not to be measured: it may wait for an agency's next attempt, or for its turn. */
async function calm(db: Database, by: number): Promise<void> {
  while (performance.now() < by) {
    const left = await runnableRoutes(db).catch(() => undefined);
    if (left?.size === 0) return;
    await sleep(2_000);
  }
}

async function progressOf({ orm }: Database): Promise<ReadonlyMap<string, number>> {
  const rows = await orm.select({ id: routes.id, seq: routes.seq }).from(routes);
  return new Map(rows.map(({ id, seq }) => [id, seq]));
}
