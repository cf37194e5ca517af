import { randomUUID } from 'node:crypto';
import { from } from '../../notation/references.ts';
import { storeDecision } from '../../db/personal/decisions.ts';
import { kept } from '../../db/personal/door.ts';
import { storeCallback } from '../../db/personal/inbox.ts';
import { transactionIdOf } from '../../activities/platform/index.ts';
import type { RecordArgs } from '../../temporal/messages.ts';
import { catalogueOf, routeOf, serviceOf } from './support/country.ts';
import { callOf, Stage } from './support/stage.ts';

const later = serviceOf('bank.open', { agency: 'bank', answers: 'later' });
const takeBack = serviceOf('bank.close', { agency: 'bank' });
const lateTakeBack = serviceOf('bank.close-later', { agency: 'bank', answers: 'later' });
const catalogue = catalogueOf(later, takeBack, lateTakeBack);
const input = { person: from('event.mother.pinfl') };
const granted = { law: 'law on silence', answer: { number: 'by law', married: false } };
const route = routeOf(catalogue, {
  open: { service: 'bank.open', input, undo: 'bank.close', late: 'close' },
  silent: { service: 'bank.open', input, undo: 'bank.close-later', late: { granted } },
});

let stage: Stage;
let id: string;
beforeAll(async () => {
  stage = await Stage.set(catalogue);
});
beforeEach(async () => {
  id = await stage.enter({ route });
  stage.platform.next({ is: 'accepted' });
  await stage.perform('bank.open', callOf(id, 'open'));
});
afterEach(() => {
  stage.platform.said = { is: 'answered', answer: { number: 'N-2', married: false } };
});
afterAll(() => stage.strike());

const one = async (query: string) => (await stage.rows(query, id))[0];
const outcome = () => one('select "end", code, decided_by, law from outcomes where route = $1');
const record = (seq: number, to: RecordArgs['changes'][number]['to'], more: Partial<RecordArgs> = {}) =>
  stage.engine('record', { route: id, seq, changes: [{ step: 'open', instance: 0, epoch: 1, to }], ...more });

async function callback(differs: { epoch?: number; step?: string; key?: string } = {}): Promise<string> {
  const { epoch = 1, step = 'open', key = `${id}/open/0/1` } = differs;
  const of = { route: id, step, instance: 0, epoch };
  const row = { id: randomUUID(), callbackId: randomUUID(), transactionId: transactionIdOf(key), of };
  await storeCallback(stage.db.orm, { ...row, agency: 'bank', payload: {}, ...kept('callback') });
  return row.id;
}
const settle = (inbox: string, seq = 2) =>
  stage.engine('settle', { ...callOf(id, 'open', { seq }), from: { inbox, undoing: false } });

async function decision(answer: Record<string, unknown> | null, action: 'resolve' | 'retry' = 'resolve') {
  const row = { id: randomUUID(), route: id, action, step: 'open', instance: 0 };
  const by = { actor: 'o-1', role: 'officer' };
  await storeDecision(stage.db.orm, { ...row, ...by, reason: 'seen the paper', answer, ...kept('decision') });
  return row.id;
}

describe("an agency's answer that comes later", () => {
  it('settles its step and is marked as applied', async () => {
    const inbox = await callback();
    expect(await settle(inbox)).toMatchObject({ is: 'settled', end: 'done' });
    expect(await outcome()).toMatchObject({ end: 'done', decided_by: 'agency' });
    expect(
      await one('select applied_at is not null as applied from personal.inbox where route = $1'),
    ).toEqual({ applied: true });
    expect(await one('select seq from routes where id = $1')).toEqual({ seq: 2 });
  });

  it('for another epoch is kept and ignored', async () => {
    const inbox = await callback({ epoch: 2 });
    expect(await settle(inbox)).toEqual({ is: 'ignored' });
    expect(await outcome()).toBeUndefined();
    expect(
      await one('select applied_at is not null as applied from personal.inbox where route = $1'),
    ).toEqual({ applied: true });
  });

  it('does not change an outcome that stands', async () => {
    await settle(await callback());
    stage.platform.said = { is: 'refused', code: 'wrong-clinic', evidence: null };
    expect(await settle(await callback(), 3)).toMatchObject({ end: 'done' });
  });

  it('is what a repeat of the call is told, where it came first', async () => {
    await settle(await callback());
    stage.platform.next({ is: 'accepted' });
    expect(await stage.perform('bank.open', callOf(id, 'open'))).toMatchObject({
      is: 'settled',
      end: 'done',
    });
    expect(await one('select status from steps where route = $1')).toEqual({ status: 'done' });
  });

  it("that breaks the contract is an officer's to look at, and the counter is recorded", async () => {
    stage.platform.said = { is: 'broken', why: 'no payload' };
    expect(await settle(await callback(), 4)).toEqual({ is: 'stuck', reason: 'contract-broken' });
    expect(await one('select seq from routes where id = $1')).toEqual({ seq: 4 });
  });

  it('may be about the taking back of an act', async () => {
    stage.platform.next({ is: 'accepted' });
    await stage.perform('bank.close-later', callOf(id, 'silent', { seq: 2 }), { undo: true });
    const inbox = await callback({ step: 'silent', key: `${id}/silent/0/1/undo` });

    const settled = await stage.engine('settle', {
      ...callOf(id, 'silent', { seq: 3 }),
      from: { inbox, undoing: true },
    });

    expect(settled).toMatchObject({ is: 'settled', end: 'done' });
    expect(await one('select undo from outcomes where route = $1')).toEqual({ undo: true });
  });

  it('changes nothing where it comes for an act that is being taken back', async () => {
    const from = { inbox: await callback(), undoing: true };

    expect(await stage.engine('settle', { ...callOf(id, 'open', { seq: 3 }), from })).toEqual({
      is: 'ignored',
    });
    expect(await one('select status from steps where route = $1')).toEqual({ status: 'waiting-for-agency' });
  });
});

describe('a deadline that passes', () => {
  it('closes the step as too late', async () => {
    expect(await stage.engine('late', { ...callOf(id, 'open', { seq: 2 }), take: 'close' })).toMatchObject({
      end: 'refused',
      code: 'too-late',
    });
    expect(await outcome()).toMatchObject({ decided_by: 'law' });
  });

  it('takes silence as a yes where the law says so, and names it', async () => {
    const call = callOf(id, 'silent', { seq: 2 });
    expect(await stage.engine('late', { ...call, take: 'granted' })).toMatchObject({ end: 'done' });
    expect(await outcome()).toEqual({ end: 'done', code: null, decided_by: 'law', law: 'law on silence' });
    expect(await one('select body from personal.answers where route = $1')).toEqual({ body: granted.answer });
  });

  it('asks an officer to look, and leaves the step as it is', async () => {
    const late = { ...callOf(id, 'open', { seq: 2 }), take: 'escalate' } as const;
    expect(await stage.engine('late', late)).toEqual({ is: 'ignored' });
    expect(await stage.engine('late', late)).toEqual({ is: 'ignored' });
    expect(await one('select kind, team from tasks where route = $1')).toEqual({
      kind: 'officer',
      team: 'bank',
    });
    expect(await one('select status from steps where route = $1')).toEqual({ status: 'waiting-for-agency' });
  });

  it('asks nobody to look at a step that was settled in the same moment', async () => {
    await settle(await callback(), 3);
    await stage.engine('late', { ...callOf(id, 'open', { seq: 2 }), take: 'escalate' });

    expect(await stage.rows('select id from tasks where route = $1', id)).toEqual([]);
  });

  it('does not take back a yes that came in time and of which the route has not heard', async () => {
    await callback();
    expect(await stage.engine('late', { ...callOf(id, 'open', { seq: 2 }), take: 'close' })).toMatchObject({
      end: 'done',
    });
  });
});

describe('what comes after the deadline', () => {
  it('changes nothing, and leaves no answer behind', async () => {
    await stage.engine('late', { ...callOf(id, 'open', { seq: 2 }), take: 'close' });
    expect(await settle(await callback(), 3)).toMatchObject({ end: 'refused', code: 'too-late' });
    expect(await stage.rows('select key from personal.answers where route = $1', id)).toEqual([]);
  });

  it('is judged as if it came before, where it did: also an answer that breaks its contract', async () => {
    stage.platform.said = { is: 'broken', why: 'no payload' };
    await callback();
    const late = await stage.engine('late', { ...callOf(id, 'open', { seq: 2 }), take: 'close' });
    expect(late).toEqual({ is: 'stuck', reason: 'contract-broken' });
    expect(await outcome()).toBeUndefined();
  });
});

describe('an officer', () => {
  it('is asked when a step is stuck, and no longer when it is tried again', async () => {
    await record(2, { status: 'stuck', reason: 'contract-broken' });
    expect(await one('select kind, team, closed_at from tasks where route = $1')).toEqual({
      kind: 'officer',
      team: 'bank',
      closed_at: null,
    });

    const retry = await decision(null, 'retry');
    await record(3, { status: 'in-progress' }, { decisions: [retry] });

    expect(await one('select closed_at is not null as closed from tasks where route = $1')).toEqual({
      closed: true,
    });
    expect(await one('select status, stuck_reason from steps where route = $1')).toEqual({
      status: 'in-progress',
      stuck_reason: null,
    });
    expect(
      await one('select taken_up_at is not null as taken from personal.decisions where route = $1'),
    ).toEqual({ taken: true });
  });

  it('is asked again when the step is stuck again', async () => {
    await record(2, { status: 'stuck', reason: 'contract-broken' });
    await record(3, { status: 'in-progress' });
    await record(4, { status: 'stuck', reason: 'contract-broken' });
    expect(await stage.rows('select closed_at from tasks where route = $1', id)).toEqual([
      { closed_at: null },
    ]);
  });

  it('settles a stuck step by an answer that fits its contract', async () => {
    await record(2, { status: 'stuck', reason: 'contract-broken' });
    const given = await decision({ number: 'N-3', married: true });
    const settled = await stage.engine('settle', {
      ...callOf(id, 'open', { seq: 3 }),
      from: { decision: given },
    });
    expect(settled).toMatchObject({ is: 'settled', end: 'done' });
    expect(await outcome()).toMatchObject({ decided_by: 'officer' });
    expect(await one('select closed_at is not null as closed from tasks where route = $1')).toEqual({
      closed: true,
    });
  });

  it('may say that an act was taken back by other means', async () => {
    await settle(await callback());
    await record(3, { status: 'stuck', reason: 'undo-failed' });
    const given = await decision({ number: 'N-3', married: true });
    await stage.engine('settle', { ...callOf(id, 'open', { seq: 4 }), from: { decision: given } });
    expect(await one('select status from steps where route = $1')).toEqual({ status: 'undone' });
  });

  it('may let an act stand that cannot be taken back: it shows as done, with nothing left to decide', async () => {
    await settle(await callback());
    await record(3, { status: 'stuck', reason: 'undo-failed' });
    await record(4, { status: 'done', because: 'undo-given-up' });

    expect(await one('select status, stuck_reason, skipped_because from steps where route = $1')).toEqual({
      status: 'done',
      stuck_reason: null,
      skipped_because: 'undo-given-up',
    });
    expect(await one('select closed_at is null as open from tasks where route = $1')).toEqual({
      open: false,
    });
  });
});

describe('the end of a route', () => {
  const close = (reason: 'death' | null, outcome: 'complete' | 'withdrawn' = 'complete') =>
    stage.engine('close-route', { route: id, seq: 7, outcome, reason });

  it('closes it, with everything that was still asked, once', async () => {
    await record(2, { status: 'stuck', reason: 'contract-broken' });
    await close(null);
    const closed = await one('select state, outcome, seq, closed_at from routes where id = $1');
    await close(null, 'withdrawn');

    expect(closed).toMatchObject({ state: 'closed', outcome: 'complete', seq: 7 });
    expect(await one('select state, outcome, seq, closed_at from routes where id = $1')).toEqual(closed);
    expect(
      await one('select count(*)::int as open from tasks where route = $1 and closed_at is null'),
    ).toEqual({ open: 0 });
  });

  it('leaves a task for officers after a death', async () => {
    await close('death', 'withdrawn');
    await close('death', 'withdrawn');
    const end = { outcome: 'withdrawn', reason: 'death' };
    expect(await one('select outcome, reason from routes where id = $1')).toEqual(end);
    expect(await stage.rows('select kind, team, closed_at from tasks where route = $1', id)).toEqual([
      { kind: 'officer', team: 'bank', closed_at: null },
    ]);
  });
});
