import type { SlotReserveContext } from '@temporalio/worker';
import { agencySlots } from '../../worker/agency-slots.ts';

const context = { slotType: 'activity', taskQueue: 'agency:tax' } as SlotReserveContext;
const soon = () => new Promise((resolve) => setTimeout(resolve, 60));
const never = new AbortController().signal;

const allOrNone = (isUp: () => Promise<boolean>) => async () => ((await isUp()) ? 'all' : 'none');

/** Slots of an agency, and whether a slot that was asked for has been given. */
function slotsOf(isUp: () => Promise<boolean>, most = 1) {
  const slots = agencySlots({ agency: 'tax', most, fetching: allOrNone(isUp), askEveryMs: 10 });
  const ask = (signal = never) => {
    const asked = { isGiven: false };
    slots.reserveSlot(context, signal).then(
      () => (asked.isGiven = true),
      () => undefined,
    );
    return asked;
  };
  return { slots, ask };
}

describe("an agency's calls", () => {
  it('are fetched while the agency can be reached', async () => {
    const { ask } = slotsOf(() => Promise.resolve(true));
    const asked = ask();
    await soon();

    expect(asked.isGiven).toBe(true);
  });

  it('stay in the queue while the agency is down, and are fetched when it is back', async () => {
    let isUp = false;
    const { ask } = slotsOf(() => Promise.resolve(isUp));
    const asked = ask();
    await soon();
    expect(asked.isGiven).toBe(false);
    isUp = true;
    await soon();

    expect(asked.isGiven).toBe(true);
  });

  it('are tried one at a time while it is not known whether the agency is back', async () => {
    const slots = agencySlots({
      agency: 'tax',
      most: 9,
      fetching: () => Promise.resolve('one'),
      askEveryMs: 200,
    });
    const given: number[] = [];
    const ending = new AbortController();
    const asks = [1, 2, 3].map(async (ask) => {
      await slots.reserveSlot(context, ending.signal);
      given.push(ask);
    });
    await soon();
    ending.abort();
    await Promise.allSettled(asks);

    expect(given).toEqual([1]);
  });

  it('stay in the queue while nobody can tell whether the agency can be reached', async () => {
    const { ask } = slotsOf(() => Promise.reject(new Error('the database is away')));
    const asked = ask();
    await soon();

    expect(asked.isGiven).toBe(false);
  });

  it('are so many at a time, and the next one follows when one has ended', async () => {
    const { slots, ask } = slotsOf(() => Promise.resolve(true));
    const [first, second] = [ask(), ask()];
    await soon();
    expect([first.isGiven, second.isGiven]).toEqual([true, false]);
    slots.releaseSlot({ permit: {} });
    await soon();

    expect(second.isGiven).toBe(true);
  });

  it('are not asked about at every poll', async () => {
    let questions = 0;
    const slots = agencySlots({
      agency: 'tax',
      most: 100,
      fetching: allOrNone(() => Promise.resolve(++questions > 0)),
      askEveryMs: 1_000,
    });
    for (let poll = 0; poll < 50; poll++) await slots.reserveSlot(context, never);

    expect(questions).toBe(1);
  });

  it('are no longer waited for when the worker ends', async () => {
    const ending = new AbortController();
    const slots = agencySlots({
      agency: 'tax',
      most: 1,
      fetching: allOrNone(() => Promise.resolve(false)),
      askEveryMs: 10,
    });
    const asked = slots.reserveSlot(context, ending.signal);
    ending.abort();

    await expect(asked).rejects.toThrow('aborted');
  });
});
