import { retryInMs, retryWaitsMs } from '../../activities/webhooks/schedule.ts';
import { eventTypes, testType } from '../../webhooks/event.ts';

const moved = { type: eventTypes[0] };
const hour = 3_600_000;
const after = (attempt: number, askedForMs: number | null = null) => ({ attempt, askedForMs });

describe('a delivery that failed', () => {
  it('is tried again at growing intervals for two days', () => {
    const waits = retryWaitsMs.map((_, index) => retryInMs(moved, after(index + 1), 0) ?? 0);
    const total = waits.reduce((sum, wait) => sum + wait, 0);

    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits[0]).toBe(5_000);
    expect(total).toBeGreaterThan(47 * hour);
    expect(total).toBeLessThan(49 * hour);
  });

  it('is given up after the last interval', () => {
    expect(retryInMs(moved, after(retryWaitsMs.length), 0)).not.toBeNull();
    expect(retryInMs(moved, after(retryWaitsMs.length + 1), 0)).toBeNull();
  });

  it('waits a little longer at random, so that attempts do not come in waves', () => {
    expect([retryInMs(moved, after(2), 0), retryInMs(moved, after(2), 0.999)]).toEqual([60_000, 65_994]);
  });

  it('waits as long as the receiver asks for, up to half a day', () => {
    expect(retryInMs(moved, after(1, 120_000), 0)).toBe(120_000);
    expect(retryInMs(moved, after(1, 1_000), 0)).toBe(5_000);
    expect(retryInMs(moved, after(1, 90 * hour), 0)).toBe(12 * hour);
  });

  it('is tried once only where it is a test', () => {
    expect(retryInMs({ type: testType }, after(1), 0)).toBeNull();
  });
});
