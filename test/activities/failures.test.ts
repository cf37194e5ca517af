import fc from 'fast-check';
import { ApplicationFailure } from '@temporalio/common';
import { agencyUnavailable, nextPoll, notYet, politeWait } from '../../activities/call/failures.ts';
import { safely } from '../../activities/safe-failure.ts';
import { keepDefinitions } from '../../db/definitions.ts';
import type { World } from '../../activities/world.ts';

const never = () => 0;
const hour = 3_600_000;

describe('asking an agency again', () => {
  it.each([
    ['a second, where it asks for less', 0, 1_000],
    ['as long as it asks for', 90_000, 90_000],
    ['an hour, where it asks for ten', 10 * hour, hour],
  ])('waits %s', (_how, asked, expected) => {
    expect(politeWait(asked, never)).toBe(expected);
  });

  it('spreads those who wait over a fifth of the wait', () => {
    expect(politeWait(10_000, () => 0.999)).toBeGreaterThan(11_900);
  });

  it('asks a register ever more seldom, at least four times an hour', () => {
    expect([1, 2, 3, 4].map((polls) => nextPoll(polls, never))).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(nextPoll(10_000, never)).toBe(hour / 4);
  });

  it('is left to Temporal by failures that it repeats', () => {
    expect(agencyUnavailable('bank', 'timeout', null)).toMatchObject({
      type: 'AgencyUnavailable',
      nonRetryable: false,
    });
    expect(agencyUnavailable('bank', 'timeout', null).nextRetryDelay).toBeUndefined();
    expect(notYet('bank', 3).nextRetryDelay).toBeGreaterThanOrEqual(4_000);
  });
});

describe('a failure that leaves an activity', () => {
  it('holds nothing of what the error quoted, in Temporal and in the log', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uuid(), fc.uuid(), async (one, other) => {
        const logged: unknown[] = [];
        const log = { error: (...told: unknown[]) => logged.push(told) } as unknown as World['log'];
        const error = new Error(`Failed query: insert … ${one}`, {
          cause: new TypeError(`Unexpected ${other}`),
        });
        const failure: unknown = await safely('bank.pay', log, () => Promise.reject(error)).catch(
          (thrown: unknown) => thrown,
        );
        const left =
          failure instanceof ApplicationFailure
            ? `${failure.message} ${String(failure.stack)} ${JSON.stringify(failure)}`
            : '';
        expect(left).toContain('bank.pay failed (Error, TypeError)');
        expect(`${left} ${JSON.stringify(logged)}`).not.toContain(one);
        expect(`${left} ${JSON.stringify(logged)}`).not.toContain(other);
      }),
      { numRuns: 25 },
    );
  });
});

describe('definitions kept in memory', () => {
  it('are read again after a failed read', async () => {
    let reads = 0;
    const db = {
      select: () => ({
        from: () => ({
          where: () => {
            reads += 1;
            return reads === 1
              ? Promise.reject(new Error('down'))
              : Promise.resolve([{ compiled: { id: 'a' } }]);
          },
        }),
      }),
    } as unknown as Parameters<typeof keepDefinitions>[0];
    const definitionOf = keepDefinitions(db);
    await expect(definitionOf('hash')).rejects.toThrow('down');

    await definitionOf('hash');
    await definitionOf('hash');

    expect(reads).toBe(2);
  });
});
