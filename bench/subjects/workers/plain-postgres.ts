import type { Graph } from '../../graphs.ts';
import { agencyAt } from './call-agency.ts';
import { carryGraph } from './carry-graph.ts';
import { openRows } from './rows.ts';
import { serve } from './serve.ts';

const call = agencyAt();
const rows = await openRows();
await rows.pool.query(`create table if not exists bench_routes (
  key text primary key, graph json not null, began timestamptz not null default now(), ended timestamptz)`);

/** Routes that this process carries. */
const underWay = new Map<string, Promise<void>>();

async function carry(graph: Graph, key: string, ended: ReadonlySet<string> = new Set()): Promise<void> {
  await carryGraph(graph, async (step) => {
    if (ended.has(step)) return;
    await call(key, step);
    await rows.stepEnded(key, step);
  });
  const text = 'update bench_routes set ended = now() where key = $1';
  await rows.pool.query({ name: 'route-ended', text, values: [key] });
}

function keep(key: string, carried: Promise<void>): Promise<void> {
  const kept = carried.finally(() => underWay.delete(key));
  underWay.set(key, kept);
  return kept;
}

interface Open {
  readonly key: string;
  readonly graph: Graph;
  readonly ended: readonly string[];
}

/** What a killed worker left open. */
const { rows: open } = await rows.pool.query<Open>(`select key, graph, array(
    select step from bench_steps where bench_steps.key = bench_routes.key) as ended
  from bench_routes where ended is null`);
for (const { key, graph, ended } of open) keep(key, carry(graph, key, new Set(ended))).catch(() => undefined);

/** A route that is there and that nobody carries has ended. */
async function begin(graph: Graph, key: string): Promise<void> {
  const { rowCount } = await rows.pool.query({
    name: 'route-begun',
    text: 'insert into bench_routes (key, graph) values ($1, $2) on conflict do nothing',
    values: [key, JSON.stringify(graph)],
  });
  await (underWay.get(key) ?? (rowCount === 1 ? keep(key, carry(graph, key)) : undefined));
}

serve((graph, key) => underWay.get(key) ?? begin(graph, key));
