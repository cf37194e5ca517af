import { join } from 'node:path';
import { Pool } from 'undici';
import { freePort } from '../../scripts/environment/ports.ts';
import { ensureDatabase } from '../../scripts/environment/postgres.ts';
import { graphs } from '../graphs.ts';
import type { Field, Ready } from '../run/field.ts';
import { percentile } from '../stats/percentile.ts';
import { randomOf, shuffled } from '../stats/random.ts';
import { type Pair, pairedRatio, type Ratio } from '../stats/ratio.ts';
import type { ApiCalls } from '../subjects/subject.ts';
import { startWorker } from '../subjects/worker-process.ts';
import { openLoop } from './open-loop.ts';

/** One kind of call at a fixed rate, in milliseconds from when it should have been sent. */
export interface Called {
  readonly what: 'start' | 'bare insert' | 'status' | 'bare read';
  readonly perSecond: number;
  readonly calls: number;
  readonly p50: number;
  readonly p99: number;
}

export interface Calls {
  readonly called: readonly Called[];
  /** Of the p99s of rounds: start by bare insert, status by bare read. */
  readonly ratios: { readonly start: Ratio | null; readonly status: Ratio | null };
}

type What = Called['what'];
type Sends = Readonly<Record<What, () => Promise<unknown>>>;

/** Starts come as they do in a busy country; whoever has started looks again and again. */
const rates: Readonly<Record<What, number>> = { start: 10, 'bare insert': 10, status: 200, 'bare read': 200 };
const seconds = 4;
/** The first one opens connections and lets Node compile, and is not counted. */
const rounds = 1 + 6;

/** Calls of Hayot's API beside bare ones at the same rates, in rounds of random order. Routes that are started run. */
export async function measureCalls(field: Field, { running, nextKey }: Ready, seed: string): Promise<Calls> {
  const { calls } = running;
  if (calls === undefined) throw new Error('Only Hayot has an API to be measured.');
  await field.agency.set({ latencyMs: 0, seed: 'calls' });
  const bare = await startBare(field);
  const closed = await calls.start(graphs['chain-8'], nextKey());
  await calls.ended(closed);
  const started: string[] = [];
  const sends: Sends = {
    start: async () => started.push(await calls.start(graphs['chain-8'], nextKey())),
    status: () => calls.status(closed),
    'bare insert': () => bare.ask('POST', '/starts', '{"lifeEvent":"bench","person":{},"event":{}}'),
    'bare read': () => bare.ask('GET', '/routes/7'),
  };
  const took = await inRounds(sends, seed, () => allEnded(calls, started.splice(0)));
  await bare.close();
  await field.agency.forget();
  return {
    called: calledOf(took),
    ratios: { start: ratioOf('start', 'bare insert'), status: ratioOf('status', 'bare read') },
  };

  function ratioOf(of: What, to: What): Ratio | null {
    const pairs = took[of].map((one, round): Pair => [
      percentile(one, 99),
      percentile(took[to][round] ?? [], 99),
    ]);
    return pairedRatio(pairs, `${seed}/${of}`) ?? null;
  }
}

type Took = Record<What, number[][]>;

async function inRounds(sends: Sends, seed: string, settled: () => Promise<void>): Promise<Took> {
  const took: Took = { start: [], 'bare insert': [], status: [], 'bare read': [] };
  const random = randomOf('calls', seed);
  for (let round = 0; round < rounds; round++)
    for (const what of shuffled(Object.keys(took) as What[], random)) {
      const one = await openLoop({ perSecond: rates[what], seconds, send: sends[what] });
      if (round > 0) took[what].push(one);
      await settled();
    }
  return took;
}

async function allEnded(calls: ApiCalls, routes: readonly string[]): Promise<void> {
  await Promise.all(routes.map((route) => calls.ended(route)));
}

function calledOf(took: Took): Called[] {
  return (Object.keys(took) as What[]).map((what) => {
    const all = took[what].flat();
    return {
      ...{ what, perSecond: rates[what], calls: all.length },
      ...{ p50: percentile(all, 50), p99: percentile(all, 99) },
    };
  });
}

async function startBare({ stand }: Field) {
  await ensureDatabase(stand.postgres.url('postgres'), 'bench_bare');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const worker = await startWorker({
    ...{ folder: stand.folder, born: stand.born, name: 'bare', entry: join('bench', 'alone', 'bare.ts') },
    environment: { BENCH_PORT: String(port), BENCH_DATABASE: stand.postgres.url('bench_bare') },
    readyUrl: url,
  });
  const pool = new Pool(url, { connections: 128 });
  return {
    ask: async (method: 'GET' | 'POST', path: string, body?: string) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await pool.request({ method, path, headers, ...(body === undefined ? {} : { body }) });
      await answer.body.dump();
      if (answer.statusCode >= 300) throw new Error(`The bare API answered ${answer.statusCode}.`);
    },
    close: async () => {
      await Promise.all([pool.destroy(), worker.close()]);
    },
  };
}
