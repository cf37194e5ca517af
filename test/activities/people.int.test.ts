import { z } from 'zod';
import { from } from '../../notation/references.ts';
import { personKey } from '../../db/personal/person-key.ts';
import { catalogueOf, people, routeOf, serviceOf } from './support/country.ts';
import { timedOut } from './support/fake-platform.ts';
import { callOf, Stage } from './support/stage.ts';

const person = z.string().nullable();
const pay = serviceOf('bank.pay', {
  agency: 'bank',
  input: z.object({ person, child: person }),
  aliveFirst: ['person', 'child'],
});
const transfer = serviceOf('bank.transfer', {
  agency: 'bank',
  repeat: 'look-up',
  input: z.object({ person }),
  aliveFirst: ['person'],
});
const remind = serviceOf('bank.remind', {
  agency: 'bank',
  input: z.object({ person }),
  aliveFirst: ['person'],
  whenDead: 'skip',
});
const share = serviceOf('registry.share', { basis: 'consent', purpose: 'sharing' });
const offer = serviceOf('registry.offer', {
  basis: 'consent',
  purpose: 'offers',
  refusals: { 'no-consent': { article: 'article 3', remedy: {} } },
});
const enrol = serviceOf('registry.enrol', {
  input: z.object({ person: z.string(), clinic: z.string().nullable() }),
  refusals: { 'none-chosen': { article: 'article 4', remedy: { field: 'clinic' }, whenMissing: true } },
});
const strict = serviceOf('registry.strict', { input: z.object({ person: z.string().length(3) }) });
const rule = serviceOf('registry.rule', {
  kind: 'rule',
  answer: z.object({ entitled: z.boolean() }),
  rules: {
    by: 'today',
    versions: [{ from: '2020-01-01', law: 'law 7', cases: [{ answer: { entitled: true } }] }],
  },
});
const catalogue = catalogueOf(pay, transfer, remind, share, offer, enrol, strict, rule);
const mother = from('event.mother.pinfl');
const route = routeOf(catalogue, {
  pay: { service: 'bank.pay', input: { person: mother, child: from('event.child', null) } },
  transfer: { service: 'bank.transfer', input: { person: mother } },
  remind: { service: 'bank.remind', input: { person: mother } },
  share: { service: 'registry.share', input: { person: mother } },
  offer: { service: 'registry.offer', input: { person: mother } },
  enrol: { service: 'registry.enrol', input: { person: mother, clinic: from('event.clinic', null) } },
  strict: { service: 'registry.strict', input: { person: mother } },
  rule: { service: 'registry.rule', input: { person: mother } },
});

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.set(catalogue);
});
beforeEach(() => {
  stage.platform.calls.length = 0;
});
afterAll(() => stage.strike());

const alive = (is: boolean) => ({ is: 'answered', answer: { alive: is } }) as const;

describe('money for a family', () => {
  it('is sent when those who must live do, whoever of them is known', async () => {
    const id = await stage.enter({ route, event: { child: people.child } });
    stage.platform.next(alive(true), alive(true));

    expect(await stage.perform('bank.pay', callOf(id, 'pay'))).toMatchObject({ end: 'done' });

    expect(stage.platform.calls.map((call) => call.input)).toEqual([
      { pinfl: people.mother },
      { pinfl: people.child },
      { person: people.mother, child: people.child },
    ]);
    const entries = await stage.rows(
      'select subject_key, what from access_entries where route = $1 order by id',
      id,
    );
    expect(entries).toEqual([
      { subject_key: personKey(people.mother), what: 'call bank.pay' },
      { subject_key: personKey(people.mother), what: 'call registry.life-status' },
      { subject_key: personKey(people.child), what: 'call registry.life-status' },
    ]);
  });

  it('stops quietly when one of them is dead, and an officer looks after it', async () => {
    const id = await stage.enter({ route });
    stage.platform.next(alive(false));

    expect(await stage.perform('bank.pay', callOf(id, 'pay'))).toEqual({ is: 'stopped', because: 'death' });

    expect(stage.platform.asked).toEqual(['act registry.life-status']);
    const tasks = await stage.rows('select kind, team, person_key from tasks where route = $1', id);
    expect(tasks).toEqual([{ kind: 'officer', team: 'bank', person_key: null }]);
    const [step] = await stage.rows('select status, skipped_because from steps where route = $1', id);
    expect(step).toEqual({ status: 'skipped', skipped_because: 'person-dead' });
  });

  it('is an officer’s to find out about, where it may have been sent before somebody died', async () => {
    const id = await stage.enter({ route });
    stage.platform.next(alive(true), timedOut);
    await expect(stage.perform('bank.pay', callOf(id, 'pay'))).rejects.toMatchObject({
      type: 'AgencyUnavailable',
    });
    stage.platform.calls.length = 0;
    stage.platform.next(alive(false));

    expect(await stage.perform('bank.pay', callOf(id, 'pay'))).toEqual({
      is: 'stuck',
      reason: 'outcome-unknown',
    });
    expect(stage.platform.asked).toEqual(['act registry.life-status']);
  });

  it.each([
    [
      'counts where its agency had done it before somebody died',
      'settled',
      [{ is: 'answered', answer: { number: 'N-1' } }],
    ],
    ['is not sent again where its agency had not', 'stopped', [{ is: 'not-found' }, alive(false)]],
  ] as const)('%s', async (_, ends, answers) => {
    const id = await stage.enter({ route });
    stage.platform.next(alive(true), timedOut);
    await expect(stage.perform('bank.transfer', callOf(id, 'transfer'))).rejects.toMatchObject({
      type: 'AgencyUnavailable',
    });
    stage.platform.calls.length = 0;
    stage.platform.next(...answers);

    expect(await stage.perform('bank.transfer', callOf(id, 'transfer'))).toMatchObject({ is: ends });
    expect(stage.platform.asked).not.toContain('act bank.transfer');
  });

  it('leaves out a message to the dead that the route can do without, and troubles nobody with it', async () => {
    const id = await stage.enter({ route });
    stage.platform.next(alive(false));

    expect(await stage.perform('bank.remind', callOf(id, 'remind'))).toEqual({
      is: 'skipped',
      because: 'person-dead',
    });

    expect(stage.platform.asked).toEqual(['act registry.life-status']);
    expect(await stage.rows('select id from tasks where route = $1', id)).toEqual([]);
    const [step] = await stage.rows(
      'select status, skipped_because, attempts, ended_at is not null as ended from steps where route = $1',
      id,
    );
    expect(step).toEqual({ status: 'skipped', skipped_because: 'person-dead', attempts: 0, ended: true });
  });

  it('waits while it is not known whether they live', async () => {
    const id = await stage.enter({ route });
    stage.platform.next(timedOut);

    await expect(stage.perform('bank.pay', callOf(id, 'pay'))).rejects.toMatchObject({
      type: 'AgencyUnavailable',
    });
    expect(stage.platform.asked).toEqual(['act registry.life-status']);
  });
});

describe('consent', () => {
  it('goes with the call when it is stored', async () => {
    const id = await stage.enter({ route, consents: ['sharing'] });
    await stage.perform('registry.share', callOf(id, 'share'));
    expect(stage.platform.calls[0]).toMatchObject({ consentGiven: true });
  });

  it('that was withdrawn is none: nothing is sent', async () => {
    const id = await stage.enter({ route, consents: ['offers'] });
    await stage.rows('update consents set withdrawn_at = now() where route = $1', id);

    const performed = await stage.perform('registry.offer', callOf(id, 'offer'));

    expect(performed).toMatchObject({ end: 'refused', code: 'no-consent' });
    expect(stage.platform.calls).toEqual([]);
  });

  it('that is needed, missing and not provided for is a broken contract', async () => {
    const id = await stage.enter({ route, consents: ['offers'] });
    expect(await stage.perform('registry.share', callOf(id, 'share'))).toEqual({
      is: 'stuck',
      reason: 'contract-broken',
    });
    expect(stage.platform.calls).toEqual([]);
  });
});

describe('what is decided without asking', () => {
  it('is a refusal whose remedy asks for a field that is not there', async () => {
    const id = await stage.enter({ route, event: { clinic: null } });

    const performed = await stage.perform('registry.enrol', callOf(id, 'enrol'));

    expect(performed).toMatchObject({ end: 'refused', code: 'none-chosen' });
    expect(stage.platform.calls).toEqual([]);
    const [outcome] = await stage.rows('select decided_by from outcomes where route = $1', id);
    expect(outcome).toEqual({ decided_by: 'rule' });
  });

  it('is an input that does not fit the contract; the log names the field and no value', async () => {
    const id = await stage.enter({ route });
    stage.logged.length = 0;

    expect(await stage.perform('registry.strict', callOf(id, 'strict'))).toEqual({
      is: 'stuck',
      reason: 'contract-broken',
    });

    expect(stage.platform.calls).toEqual([]);
    expect(JSON.stringify(stage.logged)).toContain('person (too_big)');
    expect(JSON.stringify(stage.logged)).not.toContain(people.mother);
  });

  it('is what a rule of law says, with the law it went by', async () => {
    const id = await stage.enter({ route });

    expect(await stage.perform('registry.rule', callOf(id, 'rule'), { pace: 'quick' })).toMatchObject({
      end: 'done',
    });

    expect(stage.platform.calls).toEqual([]);
    const [outcome] = await stage.rows('select decided_by, law from outcomes where route = $1', id);
    expect(outcome).toEqual({ decided_by: 'rule', law: 'law 7' });
  });
});
