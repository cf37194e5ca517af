import { setTimeout as sleep } from 'node:timers/promises';
import { effectsOf, graphs } from '../graphs.ts';
import type { Field, Ready } from './field.ts';

/** What came of routes whose worker was killed. */
export interface Killed {
  readonly subject: string;
  readonly routes: number;
  /** Routes that did not come to their end, with what was said. */
  readonly fell: readonly string[];
  /** Effects that should be at the agency and are not. */
  readonly lost: number;
  /** Effects beyond the first of their key. */
  readonly doubles: number;
  /** From the kill until the first route, and the last, had ended. Null where none did. */
  readonly firstEndMs: number | null;
  readonly lastEndMs: number | null;
}

const routes = 12;
const latencyMs = 50;
/** In the middle of a chain of 8. */
const killAfterMs = 180;

/** Kills the worker of each subject while it carries routes, of all subjects at once, and looks in the ledger after. */
export async function killAll(field: Field, killed: (one: Killed) => Promise<void>): Promise<void> {
  const { agency, ready } = field;
  await agency.forget();
  await agency.set({ latencyMs, seed: 'kills' });
  const ended = await Promise.all(ready.map(killOne));
  for (const [place, one] of ready.entries()) {
    const end = ended[place];
    if (end !== undefined) await killed(await judge(one, field, end));
  }
  await agency.forget();
}

interface Ended {
  /** Instants of `performance.now()`. */
  readonly killedAt: number;
  readonly endedAt: readonly number[];
  readonly fell: readonly string[];
}

async function killOne({ running, nextKey }: Ready): Promise<Ended> {
  const endedAt: number[] = [];
  const fell: string[] = [];
  const carried = Array.from({ length: routes }, () =>
    running.run(graphs['chain-8'], nextKey()).then(
      () => endedAt.push(performance.now()),
      (error: unknown) => fell.push(error instanceof Error ? error.message : String(error)),
    ),
  );
  await sleep(killAfterMs);
  const killedAt = performance.now();
  await running.killWorker();
  await Promise.all(carried);
  return { killedAt, endedAt, fell };
}

async function judge({ id }: Ready, { agency }: Field, { killedAt, endedAt, fell }: Ended): Promise<Killed> {
  const { keys, doubles } = await agency.effects(id);
  const wanted = id === 'temporal-empty' ? 0 : routes * effectsOf(graphs['chain-8']);
  const after = endedAt.map((at) => Math.round(at - killedAt)).filter((ms) => ms > 0);
  return {
    ...{ subject: id, routes, fell, lost: Math.max(0, wanted - keys), doubles },
    firstEndMs: after.length === 0 ? null : Math.min(...after),
    lastEndMs: after.length === 0 ? null : Math.max(...after),
  };
}
