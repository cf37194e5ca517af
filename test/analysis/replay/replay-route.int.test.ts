import { DefaultLogger, Runtime } from '@temporalio/worker';
import { parseHistory } from '../../../analysis/history/index.ts';
import { type Difference, openReplayer, replayRoute, type Replayer } from '../../../analysis/replay/index.ts';
import { bundlePath } from '../../support/temporal.ts';
import {
  type HistoryJson,
  keptHistory,
  withCallsSwapped,
  withDefinition,
  withoutDeadlines,
} from '../support/plant.ts';

/** What the SDK says of planted faults is no news. */
Runtime.install({
  logger: new DefaultLogger('ERROR', () => undefined),
  telemetryOptions: { logging: { filter: 'OFF', forward: {} } },
});

const birth = keptHistory('birth-all-services');
const clinicFull = keptHistory('birth-clinic-full-then-another');
const tooLate = keptHistory('company-founder-too-late');

describe('a route that is replayed', () => {
  let replayer: Replayer;
  beforeAll(() => {
    replayer = openReplayer(bundlePath());
  });
  afterAll(() => replayer.close());

  const replayed = (history: HistoryJson): Promise<Difference | null> =>
    replayRoute(replayer, parseHistory(JSON.stringify(history), 'route.json'));

  it('does the same as it did', async () => {
    expect(await replayed(birth)).toBeNull();
  });

  it('does the same wherever its history ends, also before it has begun', async () => {
    const differ: number[] = [];
    for (let length = 1; length <= birth.events.length; length += 1)
      if ((await replayed({ events: birth.events.slice(0, length) })) !== null) differ.push(length);

    expect(differ).toEqual([]);
  });

  it('differs where two calls have changed places, and says which', async () => {
    const difference = await replayed(withCallsSwapped(birth));

    expect(difference).toMatchObject({ eventType: 'ActivityTaskScheduled' });
    expect(difference?.recorded).toMatch(/^the call [a-z-]+\.[a-z-]+ for step [a-z-]+ "/);
    expect(difference?.wanted).toMatch(/^the call [a-z-]+\.[a-z-]+ for step [a-z-]+ "/);
    expect(difference?.wanted).not.toBe(difference?.recorded);
  });

  it('differs where steps begin in another order', async () => {
    const difference = await replayed(
      withDefinition(birth, (steps) => {
        const { record } = steps;
        Reflect.deleteProperty(steps, 'record');
        Object.assign(steps, { record });
      }),
    );

    expect(difference).toEqual({
      eventId: 5,
      eventType: 'MarkerRecorded',
      recorded: 'the call health.birth-record for step record "Look up the medical birth record"',
      wanted: 'the call civil-registry.marriage for step marriage "Look up the parents\' marriage"',
    });
  });

  it('differs where a step was removed, at the first event that misses it', async () => {
    const difference = await replayed(
      withDefinition(clinicFull, (steps) => Reflect.deleteProperty(steps, 'clinic')),
    );

    expect(difference).toMatchObject({
      eventType: 'MarkerRecorded',
      recorded: expect.stringMatching(/^the call health\.enrol-newborn for step clinic$/),
      wanted: 'the recording of a change',
    });
  });

  it('differs where a service was renamed, and tells both names', async () => {
    const renamed = withDefinition(birth, ({ residence }) => {
      if (residence !== undefined) residence['service'] = 'interior.residence';
    });

    expect(await replayed(renamed)).toMatchObject({
      eventType: 'ActivityTaskScheduled',
      recorded: expect.stringMatching(/^the call interior\.register-residence for step residence "/),
      wanted: expect.stringMatching(/^the call interior\.residence for step residence ".* or address "/),
    });
  });

  it('differs where a quick service was renamed', async () => {
    const renamed = withDefinition(birth, ({ record }) => {
      if (record !== undefined) record['service'] = 'health.record';
    });

    expect(await replayed(renamed)).toMatchObject({
      eventId: 5,
      recorded: expect.stringMatching(/^the call health\.birth-record/),
      wanted: 'the call health.record for step record "Look up the medical birth record"',
    });
  });

  it('differs where a step was added', async () => {
    const added = withDefinition(birth, (steps) => {
      steps['extra'] = { ...steps['record'], service: 'health.extra', title: 'Extra', needs: [], when: null };
    });

    expect(await replayed(added)).toMatchObject({ wanted: 'the call health.extra for step extra "Extra"' });
  });

  it('differs where a timer is no longer started', async () => {
    expect(await replayed(withoutDeadlines(tooLate))).toMatchObject({
      eventType: 'TimerStarted',
      recorded: expect.stringMatching(/^the timer "Deadline: /),
      wanted: 'new search attributes',
    });
  });

  it('differs where the history ends without what the code does', async () => {
    const [last, ...before] = birth.events.toReversed();
    const failed = {
      eventId: last?.['eventId'],
      eventTime: last?.['eventTime'],
      eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_FAILED',
      workflowExecutionFailedEventAttributes: {
        workflowTaskCompletedEventId: String(birth.events.length - 1),
      },
    };

    expect(await replayed({ events: [...before.toReversed(), failed] })).toMatchObject({
      recorded: 'the failure of the route',
      wanted: 'the end of the route',
    });
  });

  it('is replayed also after one that differed', async () => {
    await replayed(withCallsSwapped(birth));

    expect(await replayed(birth)).toBeNull();
  });
});
