import { Member } from '../../chaos/stack/member.ts';
import type { Running } from '../../scripts/environment/processes.ts';

function fakeProcess(): Running {
  const { promise: ended, resolve } = Promise.withResolvers<string>();
  let alive = true;
  const stop = () => {
    alive = false;
    resolve('ended');
    return Promise.resolve();
  };
  return { name: 'x', pid: -1, log: '', stopSignal: 'SIGTERM', ended, isAlive: () => alive, stop };
}

describe('a process of a run', () => {
  it('that is being started while the run ends is ended too, before the run has ended', async () => {
    const late = fakeProcess();
    const starting = Promise.withResolvers<Running>();
    const member = new Member({
      name: 'worker-1',
      start: () => starting.promise,
      isReady: () => Promise.resolve(true),
      born: () => undefined,
      onLost: () => undefined,
    });

    const up = member.up();
    const down = member.down();
    starting.resolve(late);
    await Promise.all([up, down]);

    expect(late.isAlive()).toBe(false);
  });
});
