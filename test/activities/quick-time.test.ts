import { clocked } from '../../activities/call/quick-time.ts';

type Call = Parameters<ReturnType<typeof clocked>['platform']['call']>[0];
const call = {} as Call;

/** A clock that moves only by what happens. */
function stage() {
  let now = 1_000;
  const pass = (ms: number) => {
    now += ms;
  };
  const platform = (agencyMs: number, fails = false) => ({
    read: () => ({ is: 'not-found' as const }),
    call: async () => {
      pass(agencyMs);
      await Promise.resolve();
      if (fails) throw new Error('cut off');
      return { is: 'not-found' as const };
    },
  });
  return { pass, platform, now: () => now };
}

describe('the quick time of a call', () => {
  it('is what agencies took, and a quarter of what we took', async () => {
    const { pass, platform, now } = stage();
    const { platform: ours, tookMs } = clocked(platform(300), now);
    pass(80);
    await ours.call(call);
    pass(120);

    expect(tookMs()).toBe(350);
  });

  it('adds up the requests of one call, also those that failed', async () => {
    const { platform, now } = stage();
    const { platform: ours, tookMs } = clocked(platform(200, true), now);
    await expect(ours.call(call)).rejects.toThrow('cut off');
    await expect(ours.call(call)).rejects.toThrow('cut off');

    expect(tookMs()).toBe(400);
  });

  it('counts a quarter where no agency was asked', () => {
    const { pass, platform, now } = stage();
    const { tookMs } = clocked(platform(200), now);
    pass(100);

    expect(tookMs()).toBe(25);
  });
});
