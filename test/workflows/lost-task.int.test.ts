import { Wire } from '../../chaos/stack/wire.ts';
import { graph } from '../engine/support/graph.ts';
import { bundlePath, freshNamespace, temporalAddress } from '../support/temporal.ts';
import { type Rig, startRig } from './support/rig.ts';
import { done } from './support/town.ts';

describe('a workflow task whose end does not reach Temporal', () => {
  let wire: Wire;
  let rig: Rig;
  beforeAll(async () => {
    wire = await Wire.open(Number(new URL(`tcp://${temporalAddress()}`).port));
    rig = await startRig({
      address: `127.0.0.1:${wire.port}`,
      namespace: await freshNamespace(),
      bundle: bundlePath(),
    });
  });
  afterAll(async () => {
    await rig.end();
    wire.close();
  });

  it('is done again under higher counters, so that its rows are written over', async () => {
    const counters: number[] = [];
    const count = ({ seq }: { readonly seq: number }) => {
      counters.push(seq);
      return done();
    };
    const lost = Promise.withResolvers<readonly number[]>();
    const last = async (args: { readonly seq: number }) => {
      const isFirst = counters.length === 2;
      if (isFirst) await wire.break({ is: 'hole', ways: ['there', 'back'] });
      const ended = count(args);
      if (isFirst) lost.resolve([...counters]);
      return ended;
    };
    const birth = await rig.begin({
      route: graph('a-b b-c', {}),
      perform: { a: count, b: count, c: last },
    });
    const before = await lost.promise;
    // Temporal gives a workflow task ten seconds.
    await new Promise((resolve) => setTimeout(resolve, 11_000));
    await wire.heal();

    expect(await birth.outcome()).toBe('complete');
    expect(before).toHaveLength(3);
    expect(Math.min(...counters.slice(3))).toBeGreaterThan(Math.max(...before));
  });
});
