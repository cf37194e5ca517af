import {
  type Client,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { createRouteDoor } from '../../api/steering/route-door.ts';

const update = { name: 'retry', argument: { step: 'a' }, id: 'u-1' } as const;

const notFound = new WorkflowNotFoundError('gone', 'route', undefined);
const unknown = () => Promise.reject(notFound);

/** As much of the client as an update needs. */
function clientThat(
  executeUpdate: (name: string, options: unknown) => Promise<unknown>,
  describe: () => Promise<unknown> = unknown,
): Client {
  const part = {
    withDeadline: async <T>(_deadline: number, act: () => Promise<T>) => act(),
    workflow: { getHandle: () => ({ executeUpdate, describe }) },
  };
  return part as unknown as Client;
}

const outcomeOf = async (error: unknown, describe?: () => Promise<unknown>) =>
  createRouteDoor(clientThat(async () => Promise.reject(error as Error), describe)).update('route', update);

const described = (name: string) => () => Promise.resolve({ status: { name } });

describe('telling a running route something', () => {
  it('sends the name, the argument and the id that makes a repeat the same', async () => {
    const sent: unknown[] = [];
    const door = createRouteDoor(clientThat(async (...all) => Promise.resolve(sent.push(all))));

    expect(await door.update('route', update)).toEqual({ is: 'done', result: 1 });
    expect(sent).toEqual([['retry', { args: [{ step: 'a' }], updateId: 'u-1' }]]);
  });

  it.each<[string, unknown, object]>([
    [
      'refused by the route',
      new WorkflowUpdateFailedError('failed', ApplicationFailure.nonRetryable('no', 'NotStuck')),
      { is: 'rejected', type: 'NotStuck', why: 'no' },
    ],
    [
      'refused without a reason',
      new WorkflowUpdateFailedError('failed', undefined),
      { is: 'rejected', type: 'unknown' },
    ],
    ['not there', notFound, { is: 'gone' }],
    ['out of reach', new ServiceError('14 UNAVAILABLE'), { is: 'unavailable' }],
    [
      'without anybody who works',
      new WorkflowUpdateRPCTimeoutOrCancelledError('timed out'),
      { is: 'unavailable' },
    ],
  ])('tells when the route is %s', async (_what, error, outcome) => {
    expect(await outcomeOf(error)).toEqual(outcome);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['it runs: Temporal was killed and forgot the update', described('RUNNING'), 'unavailable'],
    ['nobody can say whether it runs', () => Promise.reject(new ServiceError('14')), 'unavailable'],
    ['it has closed', described('COMPLETED'), 'gone'],
    ['Temporal does not know it', unknown, 'gone'],
  ])('looks at the route where nothing is found: %s', async (_what, describe, is) => {
    expect(await outcomeOf(notFound, describe)).toEqual({ is });
  });

  it('does not hide a fault of ours', async () => {
    await expect(outcomeOf(new TypeError('a bug'))).rejects.toThrow('a bug');
  });
});
