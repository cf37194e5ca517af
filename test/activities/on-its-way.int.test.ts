import { from } from '../../notation/references.ts';
import { catalogueOf, routeOf, serviceOf } from './support/country.ts';
import type { PlatformAnswer } from '../../activities/platform/index.ts';
import { refusedConnection, timedOut } from './support/fake-platform.ts';
import { callOf, Stage } from './support/stage.ts';

const catalogue = catalogueOf(
  serviceOf('bank.pay', { agency: 'bank', repeat: 'look-up' }),
  serviceOf('bank.open', { agency: 'bank', answers: 'later' }),
);
const input = { person: from('event.mother.pinfl') };
const route = routeOf(catalogue, {
  pay: { service: 'bank.pay', input },
  open: { service: 'bank.open', input },
});

let stage: Stage;
let id: string;
beforeAll(async () => {
  stage = await Stage.set(catalogue);
});
beforeEach(async () => {
  id = await stage.enter({ route });
  stage.platform.calls.length = 0;
});
afterAll(() => stage.strike());

const attempt = async (step: 'pay' | 'open' = 'pay') => {
  const args = { ...callOf(id, step), pace: 'ordinary', undo: false } as never;
  return stage.activities({ onItsWayMs: 20_000 })[`bank.${step}`]?.(args);
};
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );
const sentAgo = (seconds: number) =>
  stage.db.pool.query(`update intents set sent_at = now() - make_interval(secs => $2) where route = $1`, [
    id,
    seconds,
  ]);

describe('a call that an agency has not got', () => {
  beforeEach(async () => {
    stage.platform.next(timedOut);
    await failureOf(attempt());
  });

  it('is not sent again while the sending before it may still arrive', async () => {
    stage.platform.next({ is: 'not-found' });

    const failure = await failureOf(attempt());

    expect(failure).toMatchObject({ type: 'AgencyUnavailable' });
    const { nextRetryDelay } = failure as { nextRetryDelay: number };
    expect(nextRetryDelay).toBeGreaterThan(10_000);
    expect(nextRetryDelay).toBeLessThanOrEqual(24_000);
    expect(stage.platform.asked).toEqual(['act bank.pay', 'look-up bank.pay']);
  });

  it('is sent again once that is over', async () => {
    await sentAgo(21);
    stage.platform.next({ is: 'not-found' });

    await attempt();

    expect(stage.platform.asked).toEqual(['act bank.pay', 'look-up bank.pay', 'act bank.pay']);
  });

  it('is sent again by one of two attempts at once', async () => {
    await sentAgo(21);
    stage.platform.next({ is: 'not-found' }, { is: 'not-found' });

    await Promise.all([failureOf(attempt()), failureOf(attempt())]);

    expect(stage.platform.asked.filter((one) => one === 'act bank.pay')).toHaveLength(2);
  });

  it('is sent again at once where the last sending has surely not left', async () => {
    await sentAgo(21);
    stage.platform.next({ is: 'not-found' }, refusedConnection, { is: 'not-found' });

    await failureOf(attempt());
    await attempt();

    expect(stage.platform.asked.slice(-2)).toEqual(['look-up bank.pay', 'act bank.pay']);
  });
});

describe('an attempt that was held up for longer than it was waited for', () => {
  const intents = async () =>
    (await stage.db.pool.query('select key from intents where route = $1', [id])).rowCount;
  const later = async (first: PlatformAnswer, second: PlatformAnswer) => {
    let go: (answer: PlatformAnswer) => void = () => undefined;
    const begun = new Promise<void>((called) => {
      stage.platform.next(() => {
        called();
        return new Promise<PlatformAnswer>((resolve) => (go = resolve));
      }, second);
    });
    const heldUp = failureOf(attempt('open'));
    await begun;
    await failureOf(attempt('open'));
    go(first);
    await heldUp;
  };

  it('leaves the intent to the attempt that has sent the call since: its answer finds the step', async () => {
    await later(refusedConnection, { is: 'accepted' });
    expect(await intents()).toBe(1);
  });

  it('takes the intent back where it was alone', async () => {
    stage.platform.next(refusedConnection);
    await failureOf(attempt('open'));
    expect(await intents()).toBe(0);
  });
});
