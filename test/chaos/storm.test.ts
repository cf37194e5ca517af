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

  it('passes over who is down, and gives everybody its own faults in the order of the seed', async () => {
    const all = await stormOver(member({}));
    const enough = new AbortController();
    const done: Hurt[] = [];
    let isUp = false;
    const down = {
      ...member({}),
      get isFree() {
        return isUp;
      },
    };
    setTimeout(() => (isUp = true), 50);
    setTimeout(() => {
      enough.abort();
    }, 150);
    await storm({
      members: new Map(targets.map((target) => [target, target === 'worker-1' ? down : member({})])),
      ...{ seed: '1', skip: 0, everyMs: 1, enough: enough.signal },
      done: (hurt) => done.push(hurt),
    });

    const of = (target: Target, list: readonly Hurt[]) => list.filter((hurt) => hurt.target === target);
    for (const target of targets) {
      const [one, other] = [of(target, all), of(target, done)];
      const both = Math.min(one.length, other.length);
      expect(other.slice(0, both)).toEqual(one.slice(0, both));
      expect(other.length).toBeGreaterThan(0);
    }
    expect(done.findIndex(({ target }) => target === 'worker-1')).toBeGreaterThan(0);
  });

  it('counts nothing that it did not do: to who was down until the end, or had just ended', async () => {
    expect(await stormOver(member({ isFree: false }))).toEqual([]);
    expect(await stormOver(member({ runs: false }))).toEqual([]);
  });
});
