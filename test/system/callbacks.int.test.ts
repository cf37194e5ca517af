import { connect, type Database } from '../../db/client.ts';
import { transactionIdOf } from '../../activities/platform/index.ts';
import { Agencies, until } from './support/agencies.ts';
import { type Hayot, startHayot } from './support/hayot.ts';
import { letters } from './support/letters.ts';
import { person } from './support/people.ts';
import { brief, Portal, type RouteView, type Task } from './support/portal.ts';
import { rowsFollowFromHistories } from './support/rows-and-histories.ts';

const folders = ['catalogue/uz', 'chaos/catalogue'];
const officer = { role: 'officer', team: 'rehearsal' };
const other = { is: 'answered', answer: { number: '99999999' } } as const;

/** Writes down every move of a step, as the database sees it. */
const noteMoves = `
  create table moves (id serial, route text, step text, epoch integer, status text);
  create function note_move() returns trigger language plpgsql as $$ begin
    if tg_op = 'INSERT' or old.status <> new.status or old.epoch <> new.epoch then
      insert into moves (route, step, epoch, status) values (new.route, new.step, new.epoch, new.status);
    end if;
    return null; end $$;
  create trigger note_moves after insert or update on steps for each row execute function note_move();`;

describe('an agency that answers later', () => {
  let hayot: Hayot;
  let portal: Portal;
  let agencies: Agencies;
  let db: Database;
  let send: Awaited<ReturnType<typeof letters>>;
  beforeAll(async () => {
    hayot = await startHayot({ CATALOGUE: folders.join(':') });
    portal = new Portal(hayot);
    agencies = new Agencies(hayot);
    send = await letters(hayot, folders);
    db = connect(hayot.databaseUrl);
    await db.pool.query(noteMoves);
  });
  afterAll(async () => {
    await db.close();
    await hayot.stop();
  });

  const rows = async (query: string, ...values: unknown[]) =>
    (await db.pool.query<Record<string, string>>(query, values)).rows;
  const rehearse = async (wantsLast = true) => {
    const applicant = person('female');
    return portal.start('rehearsal', applicant, { person: applicant, wantsLast });
  };
  const key = (route: string, step: string, epoch = 1) => `${route}/${step}/0/${epoch}`;
  const stands = (step: string, status: string) => (route: RouteView) => brief(route)[step] === status;
  /** How often a step came to its end, and what its agency's answer is. */
  const endsOf = async (route: string, step: string) => {
    const ends = await rows(
      `select status from moves where route = $1 and step = $2 and status in ('done', 'refused', 'skipped', 'undone')
       order by id`,
      route,
      step,
    );
    return ends.map(({ status }) => status);
  };
  const answerOf = async (effect: string) =>
    (await rows(`select body ->> 'number' as number from personal.answers where key = $1`, effect))[0]?.[
      'number'
    ];
  const said = async (route: string, step: string) => {
    const entries = await agencies.saw(route, `rehearsal.${step}`);
    const callbacks = entries.filter(({ effect }) => effect);
    return callbacks.length;
  };
  /** Every callback about an effect has been passed on, and what its route made of it is written. */
  const passedOn = (effect: string, count: number) =>
    until(
      () =>
        rows(
          `select 1 from personal.inbox where transaction_id = $1 and signalled_at is not null`,
          transactionIdOf(effect),
        ),
      (kept) => kept.length === count,
    );
  const decide = async (id: string, step: string, action: string, answer?: object) => {
    const body = { reason: 'The agency was asked by telephone.', ...(answer && { answer }) };
    const path = `/v1/routes/${id}/steps/${step}/${action}`;
    expect(await portal.post(path, body, officer)).toMatchObject({ status: 200 });
  };

  it('may say it several times, under one id and under others, and even say something else: the first word counts', async () => {
    await agencies.tell('services/rehearsal.ship', { mode: 'callback-twice', times: 1 });
    await agencies.tell('services/rehearsal.wire', { mode: 'reset', times: 1 });
    const id = await rehearse();
    await portal.follow(id, undefined, stands('ship', 'done'));
    const first = await answerOf(key(id, 'ship'));

    const ship = { service: 'rehearsal.ship', key: key(id, 'ship'), said: other };
    const again = [
      send({ ...ship, id: `twice-${id}` }),
      send({ ...ship, id: `twice-${id}` }),
      send(ship),
      send(ship),
    ];
    expect(await Promise.all(again)).toEqual([202, 202, 202, 202]);
    await passedOn(key(id, 'ship'), 4);
    await decide(id, 'wire', 'retry');

    expect((await portal.follow(id)).outcome).toBe('complete');
    expect(await endsOf(id, 'ship')).toEqual(['done']);
    expect(first).toMatch(/^\d{8}$/);
    expect(await answerOf(key(id, 'ship'))).toBe(first);
    expect(await said(id, 'ship')).toBe(1);
  });

  it('may be quicker than the answer to the call itself', async () => {
    await agencies.tell('services/rehearsal.ship', { mode: 'callback-early', times: 1 });
    const id = await rehearse();

    expect((await portal.follow(id)).outcome).toBe('complete');
    expect(await endsOf(id, 'ship')).toEqual(['done']);
    expect(await said(id, 'ship')).toBe(1);
  });

  it('comes too late where an officer has resolved the step, and where the route has closed', async () => {
    await agencies.tell('services/rehearsal.ship', { mode: 'reset', times: 1 });
    await agencies.tell('services/rehearsal.wire', { mode: 'reset', times: 1 });
    const id = await rehearse();
    await portal.follow(
      id,
      undefined,
      (route) => stands('ship', 'stuck')(route) && stands('wire', 'stuck')(route),
    );
    await decide(id, 'ship', 'resolve', { number: '11111111' });
    const late = { service: 'rehearsal.ship', key: key(id, 'ship'), said: other };
    expect(await send(late)).toBe(202);
    await passedOn(key(id, 'ship'), 1);
    expect(brief(await portal.route(id))).toMatchObject({ ship: 'done', wire: 'stuck' });
    await decide(id, 'wire', 'retry');
    const closed = await portal.follow(id);
    expect(await send(late)).toBe(202);
    await passedOn(key(id, 'ship'), 2);

    expect(await portal.route(id)).toEqual(closed);
    expect(await endsOf(id, 'ship')).toEqual(['done']);
    expect(await answerOf(key(id, 'ship'))).toBe('11111111');
  });

  it('is heard once more after a withdrawal, and settles nothing that was taken back', async () => {
    await agencies.tell('services/rehearsal.ship', { mode: 'later', delayMs: 600_000, times: 1 });
    await agencies.tell('services/rehearsal.break-seal', { mode: 'throttle' });
    const id = await rehearse(false);
    await portal.follow(id, undefined, stands('ship', 'waiting-for-agency'));
    const withdrawn = await portal.post(`/v1/routes/${id}/withdraw`, { reason: 'We do not want it' });
    expect(withdrawn.status).toBe(202);
    expect(await send({ service: 'rehearsal.ship', key: key(id, 'ship'), said: other })).toBe(202);
    await portal.follow(id, undefined, stands('note', 'undone'));
    for (const step of ['note', 'ship'])
      expect(await send({ service: `rehearsal.${step}`, key: key(id, step), said: other })).toBe(202);
    await passedOn(key(id, 'note'), 1);
    await passedOn(key(id, 'ship'), 2);
    expect(brief(await portal.route(id))).toMatchObject({ seal: 'done', note: 'undone', ship: 'done' });
    await agencies.wellAgain('services/rehearsal.break-seal');

    const route = await portal.follow(id);
    expect([route.state, route.outcome]).toEqual(['closed', 'withdrawn']);
    expect(await endsOf(id, 'seal')).toEqual(['done', 'undone']);
    expect(await endsOf(id, 'note')).toEqual(['done', 'undone']);
    expect(await endsOf(id, 'ship')).toEqual(['done']);
  });

  it('may come back to a request that was mended since: only the answer to the mended one counts', async () => {
    const founder = person('male', 913);
    const owner = { ...founder, sharePercent: 100 };
    let isMended = false;
    const act = async ({ id, form }: Task) => {
      const isMend = Object.hasOwn(form['properties'] ?? {}, 'bank');
      isMended ||= isMend;
      if (isMend)
        await agencies.tell('services/bank.open-account', { mode: 'later', delayMs: 600_000, times: 1 });
      const answer = isMend ? { bank: 'hamkorbank' } : { confirmed: true };
      const body = { actor: founder, answer, proof: { kind: 'oneid', value: 'session' } };
      const path = `/v1/tasks/${id}/answer`;
      expect(await portal.post(path, body, { role: 'citizen', ...founder })).toMatchObject({ status: 200 });
    };
    const address = { cadastralNumber: '10:09:01:02:03:0042' };
    const id = await portal.start('open-business', founder, {
      ...{ form: 'llc', name: 'Bahor Savdo', founders: [owner], director: founder, address },
      ...{
        activity: { oked: '62010' },
        capital: 10_000_000,
        taxRegime: 'turnover',
        bank: 'ipoteka',
        licence: null,
      },
    });
    const waitsAnew = (route: RouteView) => isMended && stands('account', 'waiting-for-agency')(route);
    await portal.follow(id, act, waitsAnew);
    const answer = { account: '20208000000000000001', openedOn: '2026-11-20' };
    const service = 'bank.open-account';
    expect(await send({ service, key: key(id, 'account'), said: { is: 'answered', answer } })).toBe(202);
    await passedOn(key(id, 'account'), 2);
    expect(brief(await portal.route(id))).toMatchObject({ account: 'waiting-for-agency' });
    const mended = { ...answer, account: '20208000000000000002' };
    expect(
      await send({ service, key: key(id, 'account', 2), said: { is: 'answered', answer: mended } }),
    ).toBe(202);
    const route = await portal.follow(id, act);

    expect(brief(route)).toMatchObject({ account: 'done' });
    expect(await endsOf(id, 'account')).toEqual(['refused', 'done']);
    const kept = await rows(
      `select o.epoch, o.end, a.body ->> 'account' as account
       from outcomes o left join personal.answers a using (key) where o.route = $1 and o.step = 'account' order by 1`,
      id,
    );
    expect(kept).toMatchObject([
      { epoch: 1, end: 'refused', account: null },
      { epoch: 2, end: 'done', account: mended.account },
    ]);
  });

  it('can be imitated by nobody: what is forged changes nothing, and the true answer counts', async () => {
    await agencies.tell('services/rehearsal.ship', { mode: 'callback-forged', times: 1 });
    const id = await rehearse();

    expect((await portal.follow(id)).outcome).toBe('complete');
    const seen = (await (await fetch(`${hayot.simulator}/callbacks`)).json()) as { forged: object };
    expect(seen.forged).toEqual({ sent: 2, taken: 0 });
    expect(await endsOf(id, 'ship')).toEqual(['done']);
  });

  rowsFollowFromHistories(() => hayot);
});
