import { setTimeout as sleep } from 'node:timers/promises';
import { openWires, type Wires } from '../../chaos/stack/wires.ts';
import { type Hayot, startHayot } from './support/hayot.ts';
import { birth } from './support/people.ts';
import { Portal } from './support/portal.ts';
import { rowsFollowFromHistories } from './support/rows-and-histories.ts';

const hole = { is: 'hole', ways: ['there', 'back'] } as const;
const deaf = { is: 'hole', ways: ['back'] } as const;

describe('while the wires between the processes fail', () => {
  let hayot: Hayot;
  let wires: Wires;
  let portal: Portal;
  beforeAll(async () => {
    hayot = await startHayot({}, async (environment) => {
      wires = await openWires(environment);
      return wires.told;
    });
    portal = new Portal(hayot);
  });
  afterAll(async () => {
    await hayot.stop().finally(() => {
      wires.close();
    });
  });

  const start = (many: number) =>
    Promise.all(
      Array.from({ length: many }, () => {
        const chosen = { clinic: 'CL-1726-012', kindergarten: 'KG-1726-101' };
        const event = birth({ services: ['residence', 'clinic', 'kindergarten'], ...chosen });
        return portal.start('child-birth', event.mother, event);
      }),
    );

  const heal = () => Promise.all(Object.values(wires.wire).map((wire) => wire.heal()));

  const statusOf = async (address: string) =>
    (await fetch(new URL('/health/ready', address), { signal: AbortSignal.timeout(10_000) })).status;

  it('nothing of a birth is lost or done twice, and all come to their end once the wires are well', async () => {
    const { wire } = wires;
    const begun = await start(8);
    await Promise.all([
      wire['worker-postgres'].break(hole),
      wire['api-temporal'].break(deaf),
      wire['agencies-api'].break({ is: 'refusing' }),
    ]);
    const later = await start(4);
    await sleep(4_000);
    await heal();
    // Longer than Temporal waits for a workflow task: what the worker does meanwhile is done again.
    await wire['worker-temporal'].break(hole);
    for (let cuts = 0; cuts < 6; cuts++) {
      await sleep(2_000);
      wire['worker-postgres'].cut(cuts % 2 === 0 ? 'RST' : 'FIN');
      // Not so often that an agency would be taken for one that is down.
      if (cuts % 3 === 0) wire['worker-agencies'].cut('RST');
    }
    wire['worker-temporal'].cut('RST');
    await heal();
    const routes = await Promise.all([...begun, ...later].map((id) => portal.follow(id)));
    const summary = await (await fetch(`${hayot.simulator}/ledger/summary`)).json();

    expect(routes.map(({ outcome }) => outcome)).toEqual(Array(12).fill('complete'));
    expect(summary).toMatchObject({ duplicates: 0, keysWithTwoBodies: 0 });
  }, 120_000);

  it('API and worker say that they are not ready, at once, and that they are when the wires are well', async () => {
    await Promise.all([wires.wire['worker-postgres'].break(hole), wires.wire['api-postgres'].break(hole)]);
    const whileSilent = await Promise.all([statusOf(hayot.api), statusOf(hayot.metrics)]);
    const refused = await portal.get('/v1/routes');
    await heal();

    expect(whileSilent).toEqual([503, 503]);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    while ((await statusOf(hayot.api)) !== 200 || (await statusOf(hayot.metrics)) !== 200) await sleep(200);
  });

  rowsFollowFromHistories(() => hayot);
});
