import { graph } from '../engine/support/graph.ts';
import { createRig } from '../workflows/support/create-rig.ts';

const ordinary = { a: { pace: 'ordinary' } } as const;

describe('the queue of an agency', () => {
  it('keeps its calls while the agency is down, and gives them out when it is back', async () => {
    let isDown = true;
    const rig = await createRig({
      fetching: (agency) => Promise.resolve(isDown && agency === 'registry' ? 'none' : 'all'),
    });
    const routes = await Promise.all(
      Array.from({ length: 5 }, () => rig.begin({ route: graph('a', ordinary) })),
    );
    const other = await rig.begin({ route: graph('a', { a: { pace: 'ordinary', agency: 'tax' } }) });
    await other.outcome();
    const fetchedWhileDown = routes.filter((route) => route.log().includes('ordinary a')).length;
    isDown = false;
    const outcomes = await Promise.all(routes.map((route) => route.outcome()));
    const tries = routes.flatMap((route) => route.log().filter((line) => line === 'ordinary a'));
    await rig.end();

    expect(fetchedWhileDown).toBe(0);
    expect(outcomes).toEqual(Array.from({ length: 5 }, () => 'complete'));
    expect(tries).toHaveLength(5);
  });

  it('does not hold up the end of a worker', async () => {
    const rig = await createRig({ fetching: () => Promise.resolve('none') });
    const route = await rig.begin({ route: graph('a', ordinary) });
    await route.saw('open a');
    const began = Date.now();
    await rig.end();

    // Held up, it would last for the grace time of calls, 20 s.
    expect(Date.now() - began).toBeLessThan(15_000);
  });
});
