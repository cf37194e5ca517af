import { withHeartbeat } from '../../activities/heartbeat.ts';

describe('a long call', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('says every two seconds that it goes on, and no more once it has ended', async () => {
    let beats = 0;
    const surroundings = {
      attempt: 1,
      cancelled: new AbortController().signal,
      heartbeat: () => {
        beats += 1;
      },
    };
    const { promise, resolve } = Promise.withResolvers<string>();
    const called = withHeartbeat(surroundings, () => promise);

    await jest.advanceTimersByTimeAsync(7_000);
    expect(beats).toBe(3);

    resolve('answered');
    expect(await called).toBe('answered');
    await jest.advanceTimersByTimeAsync(10_000);
    expect(beats).toBe(3);
  });
});
