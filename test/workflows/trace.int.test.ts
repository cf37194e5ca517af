import { fetchHistory } from '../../analysis/history/index.ts';
import { openReplayer, replayRoute } from '../../analysis/replay/index.ts';
import type { WithdrawResult } from '../../temporal/route-messages.ts';
import { graph } from '../engine/support/graph.ts';
import { bundlePath } from '../support/temporal.ts';
import { createRig } from './support/create-rig.ts';
import type { Journey, Rig } from './support/rig.ts';
import { done } from './support/town.ts';

const slow = { pace: 'ordinary' } as const;
const calls = ['a', 'b', 'c'] as const;

/** Until so many calls are under way, and nothing else. */
async function rests({ handle }: Journey, callsLeft: number): Promise<void> {
  for (;;) {
    const { raw } = await handle.describe();
    if ((raw.pendingActivities?.length ?? 0) === callsLeft && !raw.pendingWorkflowTask) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('what comes in and leads to nothing yet', () => {
  let rig: Rig;
  beforeAll(async () => {
    // No route is in memory between its tasks: as after the end of each worker.
    rig = await createRig({ cachedRoutes: 0 });
  });
  afterAll(() => rig.end());

  it('has happened before a message that comes after it, also when it is replayed', async () => {
    const gates = { a: gate(), b: gate(), c: gate() };
    const route = await rig.begin({
      route: graph('a b c', { a: slow, b: slow, c: slow }),
      perform: Object.fromEntries(calls.map((id) => [id, () => gates[id].promise.then(done)])),
    });
    for (const id of calls) await route.saw(`ordinary ${id}`);
    gates.a.resolve(undefined);
    await rests(route, 2);
    gates.b.resolve(undefined);
    await rests(route, 1);
    const { plan } = await route.update<WithdrawResult>('withdraw', { decision: 'row 1' });
    gates.c.resolve(undefined);

    expect(plan.map(({ step, because }) => `${step} ${because}`)).toEqual([
      'a no-undo',
      'b no-undo',
      'c in-progress',
    ]);
    expect(await route.outcome()).toBe('withdrawn');
    const replayer = openReplayer(bundlePath());
    const difference = await replayRoute(replayer, await fetchHistory(rig.client, { workflowId: route.id }));
    await replayer.close();
    expect(difference).toBeNull();
  });
});

const gate = () => Promise.withResolvers<undefined>();
