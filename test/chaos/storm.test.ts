import { type Hurt } from '../../chaos/faults/plan.ts';
import { storm } from '../../chaos/faults/storm.ts';
import { type Target, targets } from '../../chaos/stack/member.ts';

/** A process that may be hurt; `runs` false: it has just ended by itself. */
function member({ isFree = true, runs = true }) {
  const hurt = () => Promise.resolve(runs);
  return { isFree, kill: hurt, freeze: hurt };
}

async function stormOver(one: ReturnType<typeof member>): Promise<Hurt[]> {
  const enough = new AbortController();
  const done: Hurt[] = [];
  setTimeout(() => {
    enough.abort();
  }, 100);
  await storm({
    members: new Map(targets.map((target): [Target, typeof one] => [target, one])),
    ...{ seed: '1', skip: 0, everyMs: 1, enough: enough.signal },
    done: (hurt) => done.push(hurt),
  });
  return done;
}

describe('the storm of a run', () => {
  it('counts what it did', async () => {
    expect((await stormOver(member({}))).length).toBeGreaterThan(0);
  });

  it('counts nothing that it did not do: to who was down until the end, or had just ended', async () => {
    expect(await stormOver(member({ isFree: false }))).toEqual([]);
    expect(await stormOver(member({ runs: false }))).toEqual([]);
  });
});
