import { from } from '../../notation/references.ts';
import { catalogueOf, routeOf, serviceOf } from './support/country.ts';
import { refusedConnection, timedOut } from './support/fake-platform.ts';
import { callOf, Stage } from './support/stage.ts';

const services = {
  lookedUp: serviceOf('bank.pay', { agency: 'bank', repeat: 'look-up' }),
  never: serviceOf('bank.wire', { agency: 'bank', repeat: 'never' }),
  later: serviceOf('bank.open', { agency: 'bank', answers: 'later' }),
  polled: serviceOf('bank.check', { agency: 'bank', answers: 'polled' }),
  proof: serviceOf('bank.proof', { agency: 'bank', kind: 'proof' }),
  takeBack: serviceOf('bank.close', { agency: 'bank' }),
};
const catalogue = catalogueOf(...Object.values(services));
const input = { person: from('event.mother.pinfl') };
const route = routeOf(catalogue, {
  pay: { service: 'bank.pay', input },
  wire: { service: 'bank.wire', input },
  open: { service: 'bank.open', input, undo: 'bank.close' },
  next: {
    service: 'bank.proof',
    needs: ['open'],
    input: { person: from('open.number', 'fallback') },
    undo: 'bank.close',
  },
  check: { service: 'bank.check', input },
  proof: { service: 'bank.proof', input },
});

let stage: Stage;
let id: string;
beforeAll(async () => {
  stage = await Stage.set(catalogue);
});
beforeEach(async () => {
  id = await stage.enter({ route });
  stage.platform.calls.length = 0;
  await stage.rows('update gates set failures = 0, opened_at = null, tokens = 1000');
});
afterEach(async () => {
  stage.platform.letGo();
  await Promise.all(hanging.splice(0));
});
afterAll(() => stage.strike());

const hanging: Promise<unknown>[] = [];

/** A worker calls, and is not heard of again before the test has ended. */
async function hangingCall(service: string, step: string): Promise<void> {
  stage.platform.hold();
  hanging.push(failureOf(stage.perform(service, callOf(id, step))));
  while (stage.platform.calls.length === 0) await new Promise((done) => setTimeout(done, 5));
}

const failureOf = (work: Promise<unknown>) => work.catch((error: unknown) => error);

describe('an agency that is asked first whether it happened', () => {
  it('is not sent the call again when it did', async () => {
    stage.platform.next(timedOut);
    await failureOf(stage.perform('bank.pay', callOf(id, 'pay')));

    const performed = await stage.perform('bank.pay', callOf(id, 'pay'));

    expect(performed).toMatchObject({ is: 'settled', end: 'done' });
    expect(stage.platform.asked).toEqual(['act bank.pay', 'look-up bank.pay']);
    const [act, lookUp] = stage.platform.calls;
    expect(lookUp?.transactionId).toBe(act?.transactionId);
  });

  it('is sent it once more, under the same key, when it did not', async () => {
    stage.platform.next(timedOut, { is: 'not-found' });
    await failureOf(stage.perform('bank.pay', callOf(id, 'pay')));

    await stage.perform('bank.pay', callOf(id, 'pay'));

    expect(stage.platform.asked).toEqual(['act bank.pay', 'look-up bank.pay', 'act bank.pay']);
    expect(new Set(stage.platform.calls.map((call) => call.key)).size).toBe(1);
  });

  it('is asked by a worker whose predecessor died while it called', async () => {
    await hangingCall('bank.pay', 'pay');

    await stage.perform('bank.pay', callOf(id, 'pay'));

    expect(stage.platform.asked).toEqual(['act bank.pay', 'look-up bank.pay']);
  });

  it('is not asked where the first try surely never left us', async () => {
    stage.platform.next(refusedConnection);
    await failureOf(stage.perform('bank.pay', callOf(id, 'pay')));

    await stage.perform('bank.pay', callOf(id, 'pay'));

    expect(stage.platform.asked).toEqual(['act bank.pay', 'act bank.pay']);
  });

  it('has its access entry written before the call leaves', async () => {
    let entries: unknown[] = [];
    stage.platform.next(async () => {
      entries = await stage.rows('select what from access_entries where route = $1', id);
      return { is: 'answered', answer: { number: 'N', married: true } };
    });

    await stage.perform('bank.pay', callOf(id, 'pay'));

    expect(entries).toEqual([{ what: 'call bank.pay' }]);
    expect(await stage.rows('select what from access_entries where route = $1', id)).toHaveLength(1);
  });

  it('is never sent another body under the same key', async () => {
    stage.platform.next(timedOut);
    await failureOf(stage.perform('bank.pay', callOf(id, 'pay')));
    await stage.rows(`update personal.events set body = '{"mother": {"pinfl": "1"}}' where route = $1`, id);

    const performed = await stage.perform('bank.pay', callOf(id, 'pay'));

    expect(performed).toEqual({ is: 'stuck', reason: 'request-changed' });
    expect(stage.platform.calls).toHaveLength(1);
  });
});

describe('a call that only a human may repeat', () => {
  const stuckChange = (seq: number) =>
    stage.engine('record', {
      route: id,
      seq,
      changes: [{ step: 'wire', instance: 0, epoch: 1, to: { status: 'stuck', reason: 'outcome-unknown' } }],
    });

  it('is stuck as soon as it may have reached its agency', async () => {
    stage.platform.next(timedOut);

    expect(await stage.perform('bank.wire', callOf(id, 'wire'))).toEqual({
      is: 'stuck',
      reason: 'outcome-unknown',
    });
  });

  it('is stuck at its second attempt when the first worker died while it called', async () => {
    await hangingCall('bank.wire', 'wire');

    expect(await stage.perform('bank.wire', callOf(id, 'wire'))).toEqual({
      is: 'stuck',
      reason: 'outcome-unknown',
    });
    expect(stage.platform.calls).toHaveLength(1);
  });

  it('may be repeated by itself while it surely has not been sent', async () => {
    stage.platform.next(refusedConnection, refusedConnection);
    await failureOf(stage.perform('bank.wire', callOf(id, 'wire')));
    await failureOf(stage.perform('bank.wire', callOf(id, 'wire')));

    expect(await stage.perform('bank.wire', callOf(id, 'wire'))).toMatchObject({ end: 'done' });
  });

  it('is sent once more by the word of an officer, and only once', async () => {
    stage.platform.next(timedOut, timedOut);
    await stage.perform('bank.wire', callOf(id, 'wire'));
    await stuckChange(2);

    await stage.perform('bank.wire', callOf(id, 'wire', { seq: 3 }));
    const third = await stage.perform('bank.wire', callOf(id, 'wire', { seq: 3 }));

    expect(third).toEqual({ is: 'stuck', reason: 'outcome-unknown' });
    expect(stage.platform.asked).toEqual(['act bank.wire', 'act bank.wire']);
  });

  it('is not sent by a straggler from before the officer was asked', async () => {
    stage.platform.next(timedOut);
    await stage.perform('bank.wire', callOf(id, 'wire'));
    await stuckChange(2);

    await stage.perform('bank.wire', callOf(id, 'wire', { seq: 1 }));

    expect(stage.platform.calls).toHaveLength(1);
  });

  it('is not sent again because its deadline passed and an officer was asked to look', async () => {
    await hangingCall('bank.wire', 'wire');
    await stage.engine('late', { ...callOf(id, 'wire', { seq: 2 }), take: 'escalate' });

    expect(await stage.perform('bank.wire', callOf(id, 'wire', { seq: 1 }))).toMatchObject({ is: 'stuck' });
    expect(stage.platform.calls).toHaveLength(1);
  });
});

describe('an agency that answers later', () => {
  it('finds its step by the transaction id, which is known before the call leaves', async () => {
    let intents: unknown[] = [];
    stage.platform.next(async (call) => {
      intents = await stage.rows(
        'select step, instance, epoch from intents where transaction_id = $1',
        call.transactionId,
      );
      return { is: 'accepted' };
    });

    const performed = await stage.perform('bank.open', callOf(id, 'open'));

    expect(performed).toEqual({ is: 'accepted' });
    expect(intents).toEqual([{ step: 'open', instance: 0, epoch: 1 }]);
    const [step] = await stage.rows('select status from steps where route = $1', id);
    expect(step).toEqual({ status: 'waiting-for-agency' });
  });

  it('is asked for its result at intervals that grow with its answers, however often it was down between them', async () => {
    const { platform } = stage;
    const check = () => stage.perform('bank.check', callOf(id, 'check'));
    const waits: number[] = [];
    stage.surroundings.attempt = 9;
    platform.next(refusedConnection, { is: 'pending' }, timedOut, { is: 'pending' }, { is: 'pending' });
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const { type, nextRetryDelay } = (await failureOf(check())) as { type: string; nextRetryDelay: number };
      if (type === 'NotYet') waits.push(Math.floor(Math.log2(nextRetryDelay / 1_000)));
    }
    stage.surroundings.attempt = 1;

    expect(waits).toEqual([0, 1, 2]);
    expect(await check()).toMatchObject({ end: 'done' });
    const polls = Array.from({ length: 4 }, () => 'poll bank.check');
    expect(platform.asked).toEqual(['act bank.check', 'act bank.check', ...polls]);
  });

  it('is watched until a register shows what must be proven', async () => {
    stage.platform.next({ is: 'not-found' });
    const proof = await failureOf(stage.perform('bank.proof', callOf(id, 'proof')));
    expect(proof).toMatchObject({ type: 'NotYet' });
    expect(await stage.perform('bank.proof', callOf(id, 'proof'))).toMatchObject({ end: 'done' });
  });

  it('may hand the call on to another agency, once', async () => {
    stage.platform.next({ is: 'readdressed', agency: 'registry' }, { is: 'readdressed', agency: 'registry' });

    expect(await stage.perform('bank.open', callOf(id, 'open'))).toEqual({
      is: 'readdressed',
      agency: 'registry',
    });
    expect(await stage.perform('bank.open', callOf(id, 'open', { seq: 2 }))).toEqual({
      is: 'stuck',
      reason: 'contract-broken',
    });

    const [row] = await stage.rows(
      'select s.agency as step, passed_on_by, i.agency as intent from steps s join intents i using (route) where route = $1',
      id,
    );
    expect(row).toEqual({ step: 'registry', passed_on_by: ['bank'], intent: 'registry' });
  });
});

describe('taking an act back', () => {
  it('goes under a key of its own, with the input of the act', async () => {
    stage.platform.next({ is: 'accepted' });
    await stage.perform('bank.open', callOf(id, 'open'));

    const performed = await stage.perform('bank.close', callOf(id, 'open', { seq: 2 }), { undo: true });

    expect(performed).toMatchObject({ is: 'settled', end: 'done', facts: {} });
    const [act, undo] = stage.platform.calls;
    expect(undo).toMatchObject({
      act: 'undo',
      service: 'bank.close',
      key: `${act?.key ?? ''}/undo`,
      input: act?.input,
    });
    const [step] = await stage.rows('select status from steps where route = $1', id);
    expect(step).toEqual({ status: 'undone' });
  });

  it('is done where the act never happened', async () => {
    stage.platform.next({ is: 'not-found' });
    expect(await stage.perform('bank.close', callOf(id, 'open'), { undo: true })).toMatchObject({
      end: 'done',
    });
  });

  it('lets fallbacks stand in for the answer, but for what is taken back after it', async () => {
    await stage.perform('bank.open', callOf(id, 'open'));
    await stage.perform('bank.close', callOf(id, 'open', { seq: 2 }), { undo: true });

    await stage.perform('bank.proof', callOf(id, 'next', { seq: 3 }));
    await stage.perform('bank.close', callOf(id, 'next', { seq: 4 }), { undo: true });

    const people = stage.platform.calls.map((call) => call.input['person']);
    expect(people.slice(2)).toEqual(['fallback', 'N-1']);
  });

  it('can be tried again after it was refused', async () => {
    stage.platform.next({ is: 'refused', code: 'wrong-clinic', evidence: null });
    expect(await stage.perform('bank.close', callOf(id, 'open'), { undo: true })).toEqual({
      is: 'stuck',
      reason: 'undo-failed',
      undo: true,
    });
    expect(await stage.perform('bank.close', callOf(id, 'open', { seq: 2 }), { undo: true })).toMatchObject({
      end: 'done',
    });
  });
});
