import { createPlatform, type Platform } from '../../activities/platform/index.ts';
import { hasCheckDigit, birthDate } from '../../catalogue/uz/pinfl.ts';
import { callOn, mother } from './support/calls.ts';
import { contracts, registers } from './support/contracts.ts';
import { platformAt, runSimulator, type RunningSimulator } from './support/running-simulator.ts';

let simulator: RunningSimulator;
let platform: Platform;
let call: ReturnType<typeof callOn>;

beforeEach(async () => {
  simulator = await runSimulator();
  platform = createPlatform(platformAt(simulator.url), contracts);
  call = callOn(platform);
});
afterEach(async () => {
  await platform.close();
  await simulator.end();
});

describe('an agency that is well', () => {
  it.each(registers.map(({ id }) => [id]))('%s answers in our words', async (id) => {
    const answer = await call(id, 'route-1/look/0/1', { input: { pinfl: mother() }, consentGiven: true });

    expect(answer).toEqual({
      is: 'answered',
      answer: { found: true, place: expect.stringMatching(/^street \d\d$/), since: expect.any(String) },
    });
  });

  it('gives a child a valid number, and the same one when asked again under the same key', async () => {
    const first = await call('registry.register', 'route-1/register/0/1');
    const again = await call('registry.register', 'route-1/register/0/1');

    expect(again).toEqual(first);
    expect(first).toMatchObject({ is: 'answered', answer: { bornOn: '2026-02-03' } });
    const pinfl = first.is === 'answered' ? String(first.answer['pinfl']) : '';
    expect(hasCheckDigit(pinfl)).toBe(true);
    expect(birthDate(pinfl)).toBe('2026-02-03');
    expect(await simulator.summary()).toEqual({
      requests: 2,
      effects: 1,
      duplicates: 0,
      keysWithTwoBodies: 0,
    });
  });

  it('shows in the ledger what was done and what was only asked', async () => {
    await call('registry.register', 'route-1/register/0/1');
    await call('registry.ask-first', 'route-2/register/0/1');
    await call('registry.ask-first', 'route-2/register/0/1', { act: 'look-up' });

    const entries = await simulator.entries('?route=route-2&service=registry.ask-first');
    expect(entries.map(({ effect, route, answer }) => [effect, route, answer.is])).toEqual([
      [true, 'route-2', 'answered'],
      [false, 'route-2', 'answered'],
    ]);
    expect(new Set(entries.map(({ bodyHash }) => bodyHash)).size).toBe(1);
    expect(await simulator.entries('?service=registry.register')).toHaveLength(1);
  });

  it('which does not honour keys, does it twice when sent twice', async () => {
    await call('registry.never-again', 'route-1/pay/0/1');
    await call('registry.never-again', 'route-1/pay/0/1');

    expect(await simulator.summary()).toMatchObject({ effects: 2, duplicates: 1 });
  });

  it('refuses a key that comes with another body', async () => {
    await call('registry.register', 'route-1/register/0/1');
    const other = await call('registry.register', 'route-1/register/0/1', {
      input: { mother: mother(9), bornOn: '2026-02-03', sex: 'male' },
    });

    expect(other).toEqual({ is: 'other-body' });
    expect(await simulator.summary()).toEqual({
      requests: 2,
      effects: 1,
      duplicates: 0,
      keysWithTwoBodies: 1,
    });
  });

  it('tells nothing without consent where consent is the basis', async () => {
    const without = await call('registry.by-consent', 'route-1/ask/0/1');
    const given = await call('registry.by-consent', 'route-2/ask/0/1', { consentGiven: true });

    expect([without.is, given.is]).toEqual(['broken', 'answered']);
  });

  it('has nothing to undo where nothing was done', async () => {
    await call('registry.register', 'route-1/register/0/1');

    expect(await call('registry.register', 'route-1/register/0/1/undo', { act: 'undo' })).toMatchObject({
      is: 'answered',
    });
    expect(await call('registry.register', 'route-2/register/0/1/undo', { act: 'undo' })).toEqual({
      is: 'not-found',
    });
    expect(await simulator.summary()).toMatchObject({ effects: 2, duplicates: 0 });
  });
});

describe('an agreed situation', () => {
  const look = (serial: number, key: string) =>
    call('persons.gcp', key, { input: { pinfl: mother(serial) }, consentGiven: true });

  it('comes from digits 11 to 13 of the person', async () => {
    expect(await look(901, 'route-1/look/0/1')).toMatchObject({ is: 'refused', code: 'not-entitled' });
    expect(await look(902, 'route-2/look/0/1')).toEqual({ is: 'not-found' });
    expect(await look(903, 'route-3/look/0/1')).toMatchObject({ is: 'answered', answer: { found: false } });
    expect(await simulator.summary()).toMatchObject({ effects: 1 });
  });

  it('that can be mended is over in the next epoch', async () => {
    const input = { mother: mother(901), bornOn: '2026-02-03', sex: 'male' };

    expect(await call('registry.register', 'route-1/register/0/1', { input })).toMatchObject({
      code: 'twice-born',
    });
    expect(await call('registry.register', 'route-1/register/0/2', { input })).toMatchObject({
      is: 'answered',
    });
  });
});

describe('an agency told to misbehave', () => {
  const tell = (behaviour: object, path = '/agencies/registry') => simulator.put(path, behaviour);

  it('is down: nothing has reached it, and it does nothing', async () => {
    expect((await tell({ mode: 'down', times: 1 })).status).toBe(204);

    expect(await call('registry.register', 'route-1/register/0/1')).toEqual({
      is: 'unavailable',
      because: 'down',
      retryAfterMs: null,
      mayHaveReached: false,
    });
    expect(await call('registry.register', 'route-1/register/0/1')).toMatchObject({ is: 'answered' });
  });

  it('throttles, and says when to come back', async () => {
    await tell({ mode: 'throttle' }, '/services/registry.register');

    expect(await call('registry.register', 'route-1/register/0/1')).toEqual({
      is: 'unavailable',
      because: 'throttled',
      retryAfterMs: 1000,
      mayHaveReached: false,
    });
  });

  it('loses its answer after the deed: it may have happened, and a look-up finds that it did', async () => {
    await tell({ mode: 'effect-then-reset', times: 1 });

    expect(await call('registry.ask-first', 'route-1/register/0/1')).toEqual({
      is: 'unavailable',
      because: 'reset',
      retryAfterMs: null,
      mayHaveReached: true,
    });
    const found = await call('registry.ask-first', 'route-1/register/0/1', { act: 'look-up' });
    expect(found).toMatchObject({ is: 'answered' });
    expect(await simulator.summary()).toEqual({
      requests: 2,
      effects: 1,
      duplicates: 0,
      keysWithTwoBodies: 0,
    });
  });

  it('breaks off before the deed: it may have happened, and a look-up says that it did not', async () => {
    await tell({ mode: 'reset', times: 1 });

    expect(await call('registry.ask-first', 'route-1/register/0/1')).toEqual({
      is: 'unavailable',
      because: 'reset',
      retryAfterMs: null,
      mayHaveReached: true,
    });
    const found = await call('registry.ask-first', 'route-1/register/0/1', { act: 'look-up' });
    expect(found).toEqual({ is: 'not-found' });
    expect(await simulator.summary()).toMatchObject({ requests: 2, effects: 0 });
  });

  it('lets its answer drip after the deed: the call ends at its time-out, and a repeat gets it whole', async () => {
    await tell({ mode: 'drip', times: 1 });

    expect(await call('registry.hurried', 'route-1/register/0/1')).toEqual({
      is: 'unavailable',
      because: 'timeout',
      retryAfterMs: null,
      mayHaveReached: true,
    });
    expect(await call('registry.hurried', 'route-1/register/0/1')).toMatchObject({ is: 'answered' });
    expect(await simulator.summary()).toMatchObject({ requests: 2, effects: 1, duplicates: 0 });
  });

  it('never saw it: a look-up says that it never happened', async () => {
    expect(await call('registry.ask-first', 'route-1/register/0/1', { act: 'look-up' })).toEqual({
      is: 'not-found',
    });
  });

  it('answers garbage of every kind: the contract is broken, and nothing was done', async () => {
    await tell({ mode: 'garbage' });

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => call('registry.register', `route-${index}/register/0/1`)),
    );

    const reasons = new Set(answers.map((answer) => (answer.is === 'broken' ? answer.why : answer.is)));
    expect(reasons).toEqual(
      new Set([
        'HTTP 200: the content type is not JSON',
        'HTTP 200: the answer is not JSON',
        'neither success nor a refusal code at "refusal.code"',
      ]),
    );
    expect(await simulator.summary()).toMatchObject({ requests: 20, effects: 0 });
  });

  it('is slow: the call ends at its time-out, and it may have happened', async () => {
    await tell({ mode: 'slow', delayMs: 1_000 });

    expect(await call('registry.hurried', 'route-1/register/0/1')).toEqual({
      is: 'unavailable',
      because: 'timeout',
      retryAfterMs: null,
      mayHaveReached: true,
    });
    expect(await simulator.summary()).toMatchObject({ effects: 1 });
  });

  it('refuses with the first declared code, or the one it was told', async () => {
    await tell({ mode: 'refuse' });
    expect(await call('registry.register', 'route-1/register/0/1')).toMatchObject({ code: 'not-entitled' });

    await tell({ mode: 'refuse', refusal: 'twice-born' }, '/services/registry.register');
    expect(await call('registry.register', 'route-2/register/0/1')).toMatchObject({ code: 'twice-born' });

    await simulator.remove('/services/registry.register');
    await simulator.remove('/agencies/registry');
    expect(await call('registry.register', 'route-3/register/0/1')).toMatchObject({ is: 'answered' });
  });
});

describe('a polled service', () => {
  it('is pending a few times and then answers, once', async () => {
    const said = [await call('registry.polled', 'route-1/check/0/1')];
    for (let poll = 0; poll < 3; poll += 1) {
      said.push(await call('registry.polled', 'route-1/check/0/1', { act: 'poll' }));
    }

    expect(said.map(({ is }) => is)).toEqual(['pending', 'pending', 'pending', 'answered']);
    expect(await simulator.summary()).toMatchObject({ effects: 1, duplicates: 0 });
  });
});

describe('an agency that says "not mine, theirs"', () => {
  it('names the other agency, which then gets the same call at the same path and decides', async () => {
    await simulator.put('/services/registry.register', { mode: 'theirs', agency: 'social' });

    const first = await call('registry.register', 'route-1/register/0/1');
    const second = await call('registry.register', 'route-1/register/0/1', { agency: 'social' });

    expect(first).toEqual({ is: 'readdressed', agency: 'social' });
    expect(second).toMatchObject({ is: 'answered' });
    const entries = await simulator.entries();
    expect(entries.map(({ agency, effect }) => [agency, effect])).toEqual([
      ['registry', false],
      ['social', true],
    ]);
    expect(await simulator.summary()).toMatchObject({ effects: 1, keysWithTwoBodies: 0 });
  });

  it('does so however the other agency behaves: what one was told is no concern of the other', async () => {
    await simulator.put('/services/registry.register', { mode: 'theirs', agency: 'social' });
    await simulator.put('/agencies/social', { mode: 'down' });

    expect(await call('registry.register', 'route-1/register/0/1')).toMatchObject({ is: 'readdressed' });
    expect(await call('registry.register', 'route-1/register/0/1', { agency: 'social' })).toMatchObject({
      is: 'unavailable',
    });
  });

  it('cannot name one that is not there, or itself, or speak in a family that has no word for it', async () => {
    const told = async (service: string, agency?: string) =>
      (await simulator.put(`/services/${service}`, { mode: 'theirs', agency })).status;

    expect(await told('registry.register', 'nobody')).toBe(422);
    expect(await told('registry.register', 'registry')).toBe(422);
    expect(await told('registry.register')).toBe(422);
    expect(await told('persons.gcp', 'registry')).toBe(409);
    const lost = await call('registry.register', 'route-1/register/0/1', { agency: 'nobody' });
    expect(lost).toMatchObject({ is: 'broken' });
  });
});
