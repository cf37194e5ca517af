import { z } from 'zod';
import { inWords } from '../../analysis/fold/index.ts';
import { rebuildRoute } from '../../activities/upkeep/rebuild-route.ts';
import { present } from '../../notation/conditions.ts';
import { from } from '../../notation/references.ts';
import { type RealCountry, realCountry } from '../analysis/support/real-country.ts';
import { catalogueOf, people, routeOf, serviceOf } from './support/country.ts';

const catalogue = catalogueOf(
  serviceOf('registry.act'),
  serviceOf('registry.judge', { refusals: { no: { article: 'article 2', remedy: {} } } }),
  serviceOf('bank.open', { agency: 'bank', repeat: 'look-up' }),
  serviceOf('bank.close', { agency: 'bank' }),
  serviceOf('registry.visit', { kind: 'task', input: z.object({}), answer: z.object({ came: z.boolean() }) }),
);
const act = { service: 'registry.act', input: { person: from('event.mother.pinfl') } };
const open = { ...act, service: 'bank.open', undo: 'bank.close' };
const founders = [{ pinfl: people.founder }, { pinfl: people.stranger }];
const each = { ...act, each: from('event.founders'), input: { person: from('item.pinfl') } };

/** Ends in a year that the calendar does not hold: an estimate. */
const beyondCalendar = '30 months';

const straight = routeOf(catalogue, {
  ask: act,
  left: { ...act, when: present('event.clinic') },
  each,
  last: { ...open, needs: ['ask', 'left', 'each'], within: '10 days' },
});
const unfounded = routeOf(catalogue, { each });
const halted = routeOf(catalogue, {
  open,
  ask: { ...act, service: 'registry.judge', needs: ['open'], essential: true },
});
const stuck = routeOf(catalogue, { ask: act, open: { ...open, needs: ['ask'] } });
const waiting = routeOf(catalogue, {
  ask: act,
  left: { ...act, when: present('event.clinic') },
  visit: { service: 'registry.visit', by: 'applicant', input: {}, needs: ['ask'], within: beyondCalendar },
});

let country: RealCountry;
beforeAll(async () => {
  country = await realCountry(catalogue);
});
afterAll(() => country.end());

const rebuild = (id: string, write = true) =>
  rebuildRoute({ db: country.stage.db, temporal: country.client }, id, { write });
const row = async (id: string, step: string) =>
  (await country.stage.rows('select * from steps where route = $1 and step = $2', id, step))[0];

/** Waits until a step says so, and nothing is under way. */
async function sees(id: string, step: string, status: string): Promise<void> {
  for (const until = Date.now() + 30_000; Date.now() < until;) {
    const { raw } = await country.client.workflow.getHandle(id).describe();
    if (!raw.pendingWorkflowTask && (await row(id, step))?.['status'] === status) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Waited for 30 seconds: ${JSON.stringify(await row(id, step))}`);
}

/** Waits until the agency of `open` has been called. */
async function calledFor(id: string): Promise<void> {
  const isThere = () => country.stage.platform.calls.some(({ key }) => key.startsWith(`${id}/open/`));
  while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** A route that waits for the visit of a person. */
async function waitingRoute(): Promise<string> {
  const id = await country.begin(waiting);
  await sees(id, 'visit', 'waiting-for-person');
  return id;
}

/** What was found wrong, in words. */
async function wrongOf(id: string, write = true): Promise<string[]> {
  const rebuilt = await rebuild(id, write);
  return rebuilt.is === 'differed' ? rebuilt.differences.map(inWords) : [rebuilt.is];
}

describe('the rows that activities wrote', () => {
  beforeEach(() => country.stage.rows('update gates set failures = 0, opened_at = null'));

  it('are what the history says of a route that went straight, with founders and steps left out', async () => {
    const items = { each: [{}, {}] };
    const id = await country.begin(straight, { items }, { founders });
    await country.closed(id);

    expect(await rebuild(id)).toMatchObject({ is: 'same' });
    expect(await row(id, 'last')).toMatchObject({ status: 'done', due_at: expect.any(Date) });
    expect(await row(id, 'left')).toMatchObject({ status: 'skipped', skipped_because: 'condition' });
  });

  it('are what the history says where nobody was there to act for', async () => {
    const id = await country.begin(unfounded, { items: { each: [] } }, { founders: [] });
    await country.closed(id);

    expect(await rebuild(id)).toMatchObject({ is: 'same' });
    expect(await row(id, 'each')).toMatchObject({ status: 'done', attempts: 0 });
  });

  it('are what the history says where what was done was taken back', async () => {
    country.stage.platform.next(
      { is: 'answered', answer: { number: 'N-1', married: true } },
      { is: 'refused', code: 'no', evidence: null },
    );
    const id = await country.begin(halted);
    await country.closed(id);

    expect(await rebuild(id)).toMatchObject({ is: 'same' });
    expect(await row(id, 'open')).toMatchObject({ status: 'undone' });
    expect(await row(id, 'ask')).toMatchObject({ status: 'refused', refusal_code: 'no' });
  });

  it('are what the history says while a step is stuck, and once it was tried again', async () => {
    const whole = { is: 'answered', answer: { number: 'N-1', married: true } } as const;
    country.stage.platform.next(whole, { is: 'broken', why: 'no answer that we know' });
    const id = await country.begin(stuck);
    await sees(id, 'open', 'stuck');

    expect(await rebuild(id)).toMatchObject({ is: 'same' });
    await country.update(id, 'retry', { step: 'open' });
    await country.closed(id);
    expect(await rebuild(id)).toMatchObject({ is: 'same' });
  });
});

describe('the clock of a term', () => {
  const act = (is: 'pause' | 'resume', decision: string) => ({
    ...{ step: 'visit', instance: 0, decision },
    act: { is },
  });

  it('stands and goes on in the rows as the history says, and is put right where it does not', async () => {
    const id = await waitingRoute();
    await country.update(id, 'setClock', act('pause', 'd1'));
    await sees(id, 'visit', 'waiting-for-person');

    expect(await row(id, 'visit')).toMatchObject({ paused_at: expect.any(Date) });
    expect(await rebuild(id)).toMatchObject({ is: 'same' });
    await country.stage.rows('update steps set paused_at = null, due_at = now() where route = $1', id);
    expect((await wrongOf(id)).join()).toMatch(
      /visit: dueAt is .*visit: pausedAt is not set, by the history set/,
    );
    expect(await row(id, 'visit')).toMatchObject({ paused_at: expect.any(Date) });

    await country.update(id, 'setClock', act('resume', 'd2'));
    await sees(id, 'visit', 'waiting-for-person');
    expect(await row(id, 'visit')).toMatchObject({ paused_at: null, due_at: expect.any(Date) });
    expect(await rebuild(id)).toMatchObject({ is: 'same' });
  });
});

describe('a row that does not say what the history says', () => {
  it.each([
    ['status', "set status = 'done', ended_at = now()", ['status is done', 'endedAt is set']],
    ['counter', 'set seq = 99', ['seq is 99']],
    ['deadline', 'set due_at = null', ['dueAt is not set']],
    ['word on whether its deadline may change', 'set due_estimate = false', ['dueEstimate is false']],
    ['agency', "set agency = 'bank'", ['agency is bank']],
  ])('is found and mended: a wrong %s', async (_, wrong, words) => {
    const id = await waitingRoute();
    const right = await row(id, 'visit');
    await country.stage.rows(`update steps ${wrong} where route = $1 and step = 'visit'`, id);

    const found = await wrongOf(id);

    expect(found).toHaveLength(words.length);
    for (const [index, word] of words.entries()) expect(found[index]).toContain(`visit: ${word}`);
    expect({ ...(await row(id, 'visit')), since: null }).toEqual({ ...right, since: null });
    expect(await rebuild(id)).toMatchObject({ is: 'same' });
  });

  it('is entered where it is missing, with its deadline and that it may change', async () => {
    const id = await waitingRoute();
    const right = await row(id, 'visit');
    await country.stage.rows("delete from steps where route = $1 and step = 'visit'", id);

    expect(await wrongOf(id)).toHaveLength(1);
    expect(await row(id, 'visit')).toMatchObject({ due_at: right?.['due_at'], due_estimate: true });
  });

  it('is entered where it is missing, and removed where nothing wrote it', async () => {
    const id = await waitingRoute();
    const right = await row(id, 'ask');
    await country.stage.rows("delete from steps where route = $1 and step = 'ask'", id);
    await country.stage.rows(
      "insert into steps (route, step, service, agency, status, seq) values ($1, 'x', 'y', 'bank', 'done', 1)",
      id,
    );

    expect(await wrongOf(id)).toEqual([
      'ask: the row is missing, by the history it should be there',
      'x: the row is there, by the history it was never written',
    ]);
    expect(await row(id, 'ask')).toMatchObject({ status: 'done', seq: right?.['seq'], attempts: 1 });
    expect(await row(id, 'x')).toBeUndefined();
  });

  it.each([
    ['a person', waiting, 'visit', 'waiting-for-person'],
    ['an officer', stuck, 'open', 'stuck'],
  ])('is mended with the task of %s, whose turn it is', async (_, route, step, status) => {
    const whole = { is: 'answered', answer: { number: 'N-1', married: true } } as const;
    if (route === stuck) country.stage.platform.next(whole, { is: 'broken', why: 'no answer that we know' });
    const id = await country.begin(route);
    await sees(id, step, status);
    const open = () =>
      country.stage.rows('select step, kind from tasks where route = $1 and closed_at is null', id);
    const right = await open();
    await country.stage.rows('update tasks set closed_at = now() where route = $1', id);
    await country.stage.rows(
      "update steps set status = 'done', stuck_reason = null, ended_at = now(), seq = seq + 20 where route = $1 and step = $2",
      id,
      step,
    );

    expect(await wrongOf(id)).not.toEqual(['same']);
    expect(await row(id, step)).toMatchObject({ status });
    expect(right).toHaveLength(1);
    expect(await open()).toEqual(right);
  });

  it('is only shown where a look was asked for', async () => {
    const id = await waitingRoute();
    await country.stage.rows("update steps set status = 'stuck' where route = $1 and step = 'visit'", id);

    expect(await wrongOf(id, false)).toHaveLength(1);
    expect(await row(id, 'visit')).toMatchObject({ status: 'stuck' });
  });

  it('may be the one of the route: closed by hand, behind in its counter', async () => {
    const id = await waitingRoute();
    await country.stage.rows(
      "update routes set state = 'closed', outcome = 'complete', closed_at = now(), seq = 1 where id = $1",
      id,
    );

    expect(await wrongOf(id)).toHaveLength(4);
    const [mended] = await country.stage.rows('select * from routes where id = $1', id);
    expect(mended).toMatchObject({ state: 'open', outcome: null, closed_at: null });
    expect(await rebuild(id)).toMatchObject({ is: 'same' });
  });

  it('is left alone where an attempt that is under way wrote it', async () => {
    country.stage.platform.next({ is: 'answered', answer: { number: 'N-1', married: true } });
    country.stage.platform.hold();
    const id = await country.begin(stuck);
    await sees(id, 'open', 'in-progress');
    await calledFor(id);
    const [{ seq } = { seq: 0 }] = await country.stage.rows(
      'select max(seq) as seq from steps where route = $1',
      id,
    );
    await country.stage.rows(
      "update steps set status = 'waiting-for-agency', seq = $2 where route = $1 and step = 'open'",
      id,
      Number(seq) + 1,
    );

    expect(await rebuild(id)).toMatchObject({ is: 'same' });
    country.stage.platform.letGo();
    await country.closed(id);
    expect(await rebuild(id)).toMatchObject({ is: 'same' });
  });

  it('of a route that nobody knows is said to be so', async () => {
    expect(await rebuild('child-birth-of-nobody')).toEqual({ is: 'unknown' });
  });
});
