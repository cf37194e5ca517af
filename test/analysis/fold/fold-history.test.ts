import fc from 'fast-check';
import { compareRows, type Fold, foldHistory } from '../../../analysis/fold/index.ts';
import { committed, historyOf, prefix } from '../support/committed.ts';

/** Status by step; instances beyond the first as `step.1`. */
function statuses({ steps }: Fold): Record<string, string> {
  const name = (step: string, instance: number) => (instance === 0 ? step : `${step}.${instance}`);
  return Object.fromEntries(steps.map((one) => [name(one.step, one.instance), one.status]));
}

describe('what the rows of a route must say by its history', () => {
  it('follows a birth through all agencies to its end', () => {
    const fold = foldHistory(historyOf('birth-all-services'));

    expect(fold.route).toMatchObject({ state: 'closed', outcome: 'complete', reason: null });
    expect(statuses(fold)).toMatchObject({
      register: 'done',
      visit: 'skipped',
      residence: 'done',
      'id-card': 'done',
    });
    expect(fold.isMoving).toBe(false);
    expect(fold.underWay).toEqual([]);
  });

  it('tells an act that was taken back from one that stands, and why others were left out', () => {
    const { route, steps } = foldHistory(historyOf('birth-withdrawn'));

    expect(route.outcome).toBe('withdrawn');
    expect(steps.filter(({ status }) => status === 'undone').map(({ step }) => step)).toEqual([
      'clinic',
      'kindergarten',
    ]);
    expect(steps.find(({ step }) => step === 'id-card')).toMatchObject({
      status: 'skipped',
      skippedBecause: 'officer',
      stuckReason: null,
    });
  });

  it('counts a mended step in its second epoch, without the refusal of the first', () => {
    const { steps } = foldHistory(historyOf('birth-clinic-full-then-another'));

    expect(steps.find(({ step }) => step === 'clinic')).toMatchObject({
      status: 'done',
      epoch: 2,
      refusalCode: null,
    });
  });

  it('says in the middle of it what is under way, and that a refused field waits for the person', () => {
    const whole = historyOf('birth-clinic-full-then-another');
    const lengths = [...Array(whole.events?.length ?? 0).keys()];
    const waiting = lengths
      .map((length) => foldHistory(prefix(whole, length)))
      .flatMap(({ steps }) => steps.filter(({ status }) => status === 'waiting-for-person'));

    expect(waiting[0]).toMatchObject({ step: 'clinic', epoch: 1, refusalCode: 'clinic-full' });
    const down = historyOf('company-register-down-for-long');
    const called = (down.events ?? []).map((_, length) => foldHistory(prefix(down, length)));
    const quiet = called.filter(({ isMoving, underWay }) => !isMoving && underWay.length > 0);
    expect(quiet[0]?.underWay).toMatchObject([{ step: 'register', instance: 0 }]);
  });

  it('has a term that came with the opening of its step', () => {
    const { steps } = foldHistory(historyOf('company-founder-too-late'));

    expect(steps.find(({ step }) => step === 'confirm')).toMatchObject({
      status: 'refused',
      refusalCode: 'too-late',
      dueAt: expect.any(Date),
    });
  });

  it('can be told of every part of every history', () => {
    const parts = committed.flatMap((name) => {
      const history = historyOf(name);
      return (history.events ?? []).map((_, length) => prefix(history, length));
    });

    for (const part of parts) expect(foldHistory(part).route.seq).toBeGreaterThanOrEqual(0);
    expect(parts.length).toBeGreaterThan(300);
  });

  it('can be told of histories that lost events or were put out of order', () => {
    fc.assert(
      fc.property(fc.constantFrom(...committed), fc.infiniteStream(fc.nat()), (name, numbers) => {
        const events = [...(historyOf(name).events ?? [])].filter(() => numbers.next().value % 4 !== 0);
        const mixed = events.toSorted(() => (numbers.next().value % 2 === 0 ? 1 : -1));

        expect(foldHistory({ events: mixed }).steps).toBeDefined();
      }),
      { numRuns: 60 },
    );
  });

  it('never takes a counter back as the history grows', () => {
    for (const name of committed) {
      const history = historyOf(name);
      const counters = (history.events ?? []).map(
        (_, length) => foldHistory(prefix(history, length)).route.seq,
      );

      expect(counters).toEqual(counters.toSorted((one, other) => one - other));
    }
  });
});

describe('comparing rows with the history', () => {
  const fold = foldHistory(historyOf('company-founder-too-late'));
  const rows = { route: fold.route, steps: fold.steps };
  const confirm = fold.steps.find(({ step }) => step === 'confirm');
  const others = fold.steps.filter((one) => one !== confirm);
  const planted = (differs: object) =>
    compareRows(fold, { ...rows, steps: [...others, { ...confirm, ...differs } as never] });

  it('finds nothing where they say the same', () => {
    expect(compareRows(fold, rows)).toEqual([]);
  });

  it.each([
    ['a wrong status', { status: 'done' }, 'status', 'done', 'refused'],
    ['a wrong counter', { seq: 999 }, 'seq', '999', String(confirm?.seq)],
    ['a wrong epoch', { epoch: 2 }, 'epoch', '2', '1'],
    ['a deadline that is gone', { dueAt: null }, 'dueAt', 'not set', confirm?.dueAt?.toISOString()],
    ['another refusal', { refusalCode: 'declined' }, 'refusalCode', 'declined', 'too-late'],
    ['an end that was never entered', { endedAt: null }, 'endedAt', 'not set', 'set'],
    ['another agency', { agency: 'tax' }, 'agency', 'tax', confirm?.agency],
  ])('finds %s', (_, differs, column, row, history) => {
    expect(planted(differs)).toEqual([{ step: 'confirm', instance: 0, column, row, history }]);
  });

  it('finds a row that is missing, and one too many', () => {
    const missing = compareRows(fold, { ...rows, steps: others });
    const extra = compareRows(fold, {
      ...rows,
      steps: [...fold.steps, { ...fold.steps[0], instance: 7 } as never],
    });

    expect(missing).toMatchObject([{ step: 'confirm', column: 'row', row: 'is missing' }]);
    expect(extra).toMatchObject([{ instance: 7, column: 'row', row: 'is there' }]);
  });

  it('finds a closed route that is shown as open', () => {
    const route = { ...fold.route, state: 'open', outcome: null, closedAt: null } as const;

    expect(compareRows(fold, { ...rows, route }).map(({ column }) => column)).toEqual([
      'state',
      'outcome',
      'closedAt',
    ]);
  });

  it('leaves alone what a running activity wrote before its result is in the history', () => {
    const ahead = { ...confirm, seq: (confirm?.seq ?? 0) + 1, status: 'done' };
    const moved = { ...rows, steps: [...others, ahead as never] };

    expect(compareRows({ ...fold, isMoving: true }, moved)).toEqual([]);
    expect(
      compareRows({ ...fold, underWay: [{ step: 'confirm', instance: 0, seq: ahead.seq }] }, moved),
    ).toEqual([]);
    expect(compareRows({ ...fold, underWay: [{ step: 'name', instance: 0, seq: 999 }] }, moved)).not.toEqual(
      [],
    );
  });

  it('finds a row that lags behind also while the route moves', () => {
    const behind = [...others, { ...confirm, seq: 0, status: 'in-progress' } as never];

    expect(compareRows({ ...fold, isMoving: true }, { ...rows, steps: behind })).not.toEqual([]);
  });
});
