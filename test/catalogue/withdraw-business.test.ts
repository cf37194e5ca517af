import type { CompiledRoute, StartFacts } from '../../notation/compiled-route.ts';
import { startFacts } from '../../notation/start-facts.ts';
import { outcomeOf } from '../../workflows/engine/outcome.ts';
import { isSettled, openInstances, type RouteState } from '../../workflows/engine/route-state.ts';
import { planWithdrawal, withdraw } from '../../workflows/engine/withdraw.ts';
import { begin, done, nameOf } from '../engine/support/actor.ts';
import { uzbekistan } from './support/catalogue.ts';
import { business } from './support/events.ts';

let route: CompiledRoute;
let start: StartFacts;
beforeAll(async () => {
  const version = (await uzbekistan()).lifeEvents['open-business']?.at(-1);
  if (version === undefined) throw new Error('nobody can open a business');
  route = version.compiled;
  start = startFacts(route, version.definition.event.parse(business()));
});

const told = new Map([['duty', done({ 'duty.amount': 206_000 })]]);

/** Steps that end one after the other; everything else stays under way. */
async function after(...steps: readonly string[]) {
  const begun = begin(route, start);
  for (const name of steps) await begun.actor.end(name, told.get(name) ?? done());
  return begun;
}

const founded = ['address', 'duty', 'name', 'confirm', 'confirm.1', 'invoice', 'payment'];

/** What becomes of each step that is not simply left out. */
const fates = (state: RouteState): Record<string, string> =>
  Object.fromEntries(
    planWithdrawal(state)
      .filter(({ because }) => because !== 'not-begun' && because !== 'ended-without-effect')
      .map((item) => [nameOf(item), `${item.then}: ${item.because}`]),
  );

describe('a company that is withdrawn', () => {
  it('asks its founders no longer and gives the reserved name back', async () => {
    const { state } = await after('address', 'duty', 'name');

    expect(fates(state)).toEqual({
      address: 'stays: no-undo',
      name: 'undone: declares-undo',
      confirm: 'undone: in-progress',
      'confirm.1': 'undone: in-progress',
      warning: 'undone: in-progress',
      duty: 'stays: no-undo',
    });
    expect(withdraw(state).takeBack.map(nameOf)).toEqual(['name']);
  });

  it('comes to its end at once, with nothing left that anybody waits for', async () => {
    const { state, actor, run } = await after('address', 'duty', 'name', 'confirm');
    const { stop } = withdraw(state);
    for (const ref of stop) await actor.end(nameOf(ref), { is: 'skipped', because: 'withdrawn' });
    run.advance();
    await run.ended;

    expect(stop.map(nameOf)).toEqual(['warning', 'confirm.1']);
    expect(openInstances(state)).toEqual([]);
    expect(Object.values(state.steps).every(({ end }) => end !== null)).toBe(true);
    expect(
      Object.values(state.steps)
        .flatMap(({ instances }) => instances ?? [])
        .every(isSettled),
    ).toBe(true);
    expect(outcomeOf(state)).toBe('withdrawn');
  });

  it('is told nothing of a capital term for a company that does not exist', async () => {
    const { state } = await after('address', 'duty', 'name');
    withdraw(state);

    expect(state.steps['capital']).toMatchObject({ end: 'skipped', because: 'withdrawn' });
  });

  it('lets a look-up that is under way come to its end: it rests on law and changes nothing', async () => {
    const { state } = await after('name');

    expect(fates(state)).toMatchObject({ address: 'stays: rests-on-law' });
  });

  it('takes the invoice back before the name while the duty is unpaid', async () => {
    const { state } = await after(...founded.slice(0, -1));

    expect(withdraw(state).takeBack.map(nameOf)).toEqual(['invoice', 'name']);
  });

  it('keeps its name and its paid invoice once it is registered', async () => {
    const { state } = await after(...founded, 'register');

    expect(fates(state)).toMatchObject({
      name: 'stays: rests-on-law',
      invoice: 'stays: rests-on-law',
      register: 'stays: no-undo',
      company: 'stays: rests-on-law',
      account: 'undone: in-progress',
    });
    expect(withdraw(state).takeBack).toEqual([]);
  });

  it('keeps them too once the registers have shown the company', async () => {
    const { state } = await after(...founded, 'register', 'company', 'lease', 'capital');

    expect(withdraw(state).takeBack).toEqual([]);
  });
});
