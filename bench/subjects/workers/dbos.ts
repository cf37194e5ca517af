import { DBOS } from '@dbos-inc/dbos-sdk';
import type { Graph } from '../../graphs.ts';
import { agencyAt } from './call-agency.ts';
import { carryGraph } from './carry-graph.ts';
import { serve } from './serve.ts';

const call = agencyAt();

async function carry(graph: Graph, key: string): Promise<void> {
  await carryGraph(graph, (step) => DBOS.runStep(() => call(key, step), { name: step }));
}
const route = DBOS.registerWorkflow(carry, { name: 'route' });

DBOS.setConfig({
  name: 'bench',
  systemDatabaseUrl: process.env['BENCH_DATABASE'] ?? '',
  systemDatabasePoolSize: 20,
  // The same after a kill: then what was open is taken up.
  applicationVersion: '1',
  executorID: 'bench',
  logLevel: 'error',
});
await DBOS.launch();

serve(async (graph, key) => {
  const handle = await DBOS.startWorkflow(route, { workflowID: key })(graph, key);
  await handle.getResult();
});
