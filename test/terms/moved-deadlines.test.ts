import fc from 'fast-check';
import { calendar } from '../../catalogue/uz/calendar/index.ts';
import { type Clock, clockEnd, knownOn, movedDeadlines } from '../../terms/index.ts';

const timeZone = 'Asia/Tashkent';
const noon = (day: string) => new Date(`${day}T12:00:00+05:00`);
const endOf = (day: string) => new Date(noon(day).getTime() + 12 * 3_600_000);

const clock = (id: string, day: string, differs: Partial<Clock> = {}) => ({
  id,
  term: '1 working day',
  week: 5 as const,
  startedAt: noon(day),
  acts: [],
  ...differs,
});

const change = {
  before: knownOn(calendar, '2023-06-18'),
  after: knownOn(calendar, '2023-06-19'),
  timeZone,
};

describe('a decree that is published while terms run', () => {
  it('moves the terms over Qurbon hayit 2023, each with the days that did it', () => {
    const running = [
      clock('ahead', '2023-06-20'),
      clock('over it', '2023-06-27'),
      clock('after', '2023-07-04'),
    ];

    expect(movedDeadlines(running, change)).toEqual([
      {
        clock: running[1],
        from: endOf('2023-06-28'),
        to: endOf('2023-07-03'),
        why: [
          '2023-06-28: off now: Qurbon hayit (PP-195 of 19.6.2023); before: a working day of the week; no decree has settled this day yet',
        ],
      },
    ]);
  });

  it('moves those of five-day and six-day agencies by their own weeks', () => {
    const term = '4 working days';
    const weeks = [clock('five', '2023-06-23', { term }), clock('six', '2023-06-23', { term, week: 6 })];
    const moved = movedDeadlines(weeks, change);

    expect(moved.map(({ clock: { id }, from, to }) => [id, from, to])).toEqual([
      ['five', endOf('2023-07-03'), endOf('2023-07-04')],
      ['six', endOf('2023-06-28'), endOf('2023-07-03')],
    ]);
  });

  it('leaves a paused clock, terms on the clock and acts that cannot be', () => {
    const pause = { is: 'pause', at: noon('2023-06-27'), reason: 'papers' } as const;
    const resume = { ...pause, is: 'resume' } as const;
    const others = [
      clock('paused', '2023-06-27', { acts: [pause] }),
      clock('by the hour', '2023-06-27', { term: '48 hours' }),
      clock('wrong', '2023-06-27', { acts: [resume] }),
    ];

    expect(movedDeadlines(others, change)).toEqual([]);
  });

  it('names a day that is worked again', () => {
    const change2023 = {
      before: knownOn(calendar, '2023-04-19'),
      after: knownOn(calendar, '2023-04-20'),
      timeZone,
    };
    const running = clock('over 29 April', '2023-04-28');

    expect(movedDeadlines([running], change2023)).toEqual([
      {
        clock: running,
        from: endOf('2023-04-29'),
        to: endOf('2023-05-01'),
        why: [
          '2023-04-29: off now: a day off of the week; before: Worked in exchange for 24 April (UP-270 of 23.12.2022)',
        ],
      },
    ]);
    const back = { ...change2023, before: change2023.after, after: change2023.before };
    expect(movedDeadlines([running], back)[0]?.why).toEqual([
      '2023-04-29: worked now: Worked in exchange for 24 April (UP-270 of 23.12.2022); before: a day off of the week',
    ]);
  });
});

it('names exactly those whose end differs, whenever they began and whatever their term', () => {
  const starts = fc.date({ min: new Date('2023-04-01'), max: new Date('2023-07-10'), noInvalidDate: true });
  const terms = fc
    .tuple(fc.integer({ min: 1, max: 30 }), fc.constantFrom('working days', 'days', 'hours'))
    .map(([count, unit]) => `${count.toString()} ${unit}`);
  const running = fc.record({
    startedAt: starts,
    term: terms,
    week: fc.constantFrom(5 as const, 6 as const),
  });
  const ended = (one: Clock, known: typeof calendar) => {
    const read = clockEnd(one, { calendar: known, timeZone, now: one.startedAt });
    return 'refused' in read ? null : read.at?.getTime();
  };
  fc.assert(
    fc.property(fc.array(running, { maxLength: 10 }), (some) => {
      const all = some.map((one) => ({ ...one, acts: [] }));

      expect(movedDeadlines(all, change).map((one) => one.clock)).toEqual(
        all.filter((one) => ended(one, change.before) !== ended(one, change.after)),
      );
    }),
  );
});
