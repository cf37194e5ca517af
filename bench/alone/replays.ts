import { openReplayer, replayRoute } from '../../analysis/replay/index.ts';
import { fetchHistory, type RouteHistory } from '../../analysis/history/index.ts';
import { workflowBundle } from '../../scripts/environment/workflow-bundle.ts';
import { leanWorkflows } from '../../temporal/lean-workflows.ts';
import { graphs } from '../graphs.ts';
import type { Field, Ready } from '../run/field.ts';

/** How fast histories are replayed, as after a kill and as `npm run replay` does it. */
export interface Replays {
  readonly histories: number;
  readonly perSecond: number;
  /** Of this process's CPU. */
  readonly perCpuSecond: number;
  /** Histories that the code does not do the same; none should. */
  readonly differ: number;
}

const different = 20;
/** So often before it is counted: Node compiles what runs often. */
const warmTimes = 5;
const times = 20;

/** Replays the histories of some chains of 8, each several times, one at a time. */
export async function measureReplays({ temporal }: Field, { running, nextKey }: Ready): Promise<Replays> {
  const histories: RouteHistory[] = [];
  for (let route = 0; route < different; route++) {
    const key = nextKey();
    await running.run(graphs['chain-8'], key);
    histories.push(await fetchHistory(temporal, { workflowId: running.workflowId?.(key) ?? key }));
  }
  leanWorkflows();
  const replayer = openReplayer(await workflowBundle());
  let differ = 0;
  const round = async () => {
    for (const history of histories) if ((await replayRoute(replayer, history)) !== null) differ += 1;
  };
  for (let again = 0; again < warmTimes; again++) await round();
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  for (let again = 0; again < times; again++) await round();
  const seconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  await replayer.close();
  const replayed = different * times;
  return {
    ...{ histories: replayed, differ, perSecond: replayed / seconds },
    perCpuSecond: (replayed * 1_000_000) / (user + system),
  };
}
