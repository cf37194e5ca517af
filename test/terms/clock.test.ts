import { calendar } from '../../catalogue/uz/calendar/index.ts';
import { type Clock, type ClockAct, clockEnd, knownOn } from '../../terms/index.ts';

const timeZone = 'Asia/Tashkent';
const noon = (day: string) => new Date(`${day}T12:00:00+05:00`);
const endOf = (day: string) => new Date(noon(day).getTime() + 12 * 3_600_000);

const act = (is: 'pause' | 'resume', day: string): ClockAct => ({
  is,
  at: noon(day),
  reason: 'papers',
});
const extend = (day: string, by: string): ClockAct => ({
  is: 'extend',
  at: noon(day),
  by,
  reason: 'a hearing',
});

/** A clock that began on Monday 2 November 2026. */
function read(term: string, acts: readonly ClockAct[], { now = '2026-11-02', known = calendar } = {}) {
  const clock: Clock = { term, week: 5, startedAt: noon('2026-11-02'), acts };
  return clockEnd(clock, { calendar: known, timeZone, now: noon(now) });
}

describe('a clock that runs on', () => {
  it('ends with its term, and tells what is left of it', () => {
    expect(read('7 working days', [])).toMatchObject({ at: endOf('2026-11-11'), left: '7 working days' });
    expect(read('7 working days', [], { now: '2026-11-05' })).toMatchObject({ left: '4 working days' });
    expect(read('7 working days', [], { now: '2026-12-05' })).toMatchObject({ left: '0 working days' });
    expect(read('1 month', [], { now: '2026-11-20' })).toMatchObject({ left: '12 days' });
    expect(read('24 hours', [])).toMatchObject({ left: '24 hours', at: noon('2026-11-03') });
  });
});

describe('a paused clock', () => {
  it('has no end; the day of the pause still counted', () => {
    expect(read('7 working days', [act('pause', '2026-11-05')])).toMatchObject({
      at: null,
      left: '4 working days',
      estimate: false,
      why: [
        '2026-11-02: 7 working days begin',
        '2026-11-05: paused (papers), 4 working days left',
        'Paused: it has no end until it is resumed.',
      ],
    });
  });

  it('counts on after the day of resumption with what was left', () => {
    const paused = [act('pause', '2026-11-05'), act('resume', '2026-11-20')];

    expect(read('7 working days', paused)).toMatchObject({ at: endOf('2026-11-26') });
    expect(read('10 days', paused)).toMatchObject({ at: endOf('2026-11-27') });
    // 2 December would have been the last day; 27 days were left on 5 November, and end on a day worked.
    expect(read('1 month', paused)).toMatchObject({ at: endOf('2026-12-17') });
  });

  it('loses nothing by a pause within one day', () => {
    const paused = [act('pause', '2026-11-05'), act('resume', '2026-11-05')];

    expect(read('7 working days', paused)).toMatchObject({ at: endOf('2026-11-11') });
  });

  it('has nothing left when it is paused on its last day, and ends when it is resumed', () => {
    const paused = [act('pause', '2026-11-11'), act('resume', '2026-11-21')];

    expect(read('7 working days', paused.slice(0, 1))).toMatchObject({ left: '0 working days' });
    expect(read('7 working days', paused)).toMatchObject({ at: endOf('2026-11-23') });
  });

  it('may be paused between its last day, a day off, and the working day on which it ends', () => {
    const paused = [act('pause', '2026-11-08'), act('resume', '2026-11-19')];

    expect(read('5 days', paused)).toMatchObject({ at: endOf('2026-11-19') });
  });

  it('stops at once, and goes on at once, where it runs in minutes and hours', () => {
    const at = (time: string) => new Date(`2026-11-02T${time}:00+05:00`);
    const acts: ClockAct[] = [
      { is: 'pause', at: at('12:10'), reason: 'papers' },
      { is: 'resume', at: at('15:00'), reason: 'papers' },
    ];

    expect(read('30 minutes', acts)).toMatchObject({ at: at('15:20') });
    expect(read('30 minutes', acts.slice(0, 1))).toMatchObject({ at: null, left: '20 minutes' });
    expect(read('2 hours', acts.slice(0, 1))).toMatchObject({ left: '1 hour 50 minutes' });
  });
});

describe('an extended clock', () => {
  it('adds up in the same unit', () => {
    expect(read('7 working days', [extend('2026-11-05', '3 working days')])).toMatchObject({
      at: endOf('2026-11-16'),
      left: '10 working days',
    });
    expect(read('10 days', [extend('2026-11-05', '5 days')])).toMatchObject({ at: endOf('2026-11-17') });
    // 2 + 1 months end on the 2nd of the third month.
    expect(read('2 months', [extend('2026-11-05', '1 month')])).toMatchObject({ at: endOf('2027-02-02') });
  });

  it('runs the added term after the first, from its last day, in another unit', () => {
    expect(read('7 working days', [extend('2026-11-05', '30 days')])).toMatchObject({
      at: endOf('2026-12-11'),
      left: '7 working days and 30 days',
    });
  });

  it('keeps what is left of both when it is paused within the second', () => {
    const acts = [extend('2026-11-05', '30 days'), act('pause', '2026-11-21'), act('resume', '2026-11-24')];

    expect(read('7 working days', acts)).toMatchObject({ at: endOf('2026-12-14') });
    expect(read('7 working days', acts.slice(0, 2))).toMatchObject({ left: '20 days' });
  });

  it('may be extended while it is paused', () => {
    const acts = [act('pause', '2026-11-05'), extend('2026-11-09', '2 working days')];

    expect(read('7 working days', acts)).toMatchObject({ at: null, left: '6 working days' });
  });
});

describe('two clocks of one step', () => {
  it('are a legal term and a service norm that are paused alike and end apart', () => {
    const acts = [act('pause', '2026-11-03'), act('resume', '2026-11-09')];

    expect(read('15 days', acts)).toMatchObject({ at: endOf('2026-11-23') });
    expect(read('2 working days', acts)).toMatchObject({ at: endOf('2026-11-10') });
  });
});

describe('acts that cannot be', () => {
  it.each([
    [
      'a resumption without a pause',
      [act('resume', '2026-11-05')],
      'It was resumed on 2026-11-05, but it was not paused.',
    ],
    [
      'a second pause',
      [act('pause', '2026-11-05'), act('pause', '2026-11-06')],
      'It was paused on 2026-11-06, but it was paused already.',
    ],
    [
      'acts out of order',
      [act('pause', '2026-11-05'), act('resume', '2026-11-04')],
      'The resume of 2026-11-04 comes before what was done earlier. Give the acts in order.',
    ],
    [
      'an act before the beginning',
      [act('pause', '2026-11-01')],
      'The pause of 2026-11-01 comes before what was done earlier. Give the acts in order.',
    ],
    [
      'a pause after the end',
      [act('pause', '2026-11-12')],
      'The term had ended on 2026-11-11 at 24:00, before the pause of 2026-11-12.',
    ],
    [
      'an extension after the end',
      [extend('2026-11-12', '3 days')],
      'The term had ended on 2026-11-11 at 24:00, before the extend of 2026-11-12.',
    ],
    [
      'an extension on the clock',
      [extend('2026-11-05', '3 hours')],
      'A term that runs by the calendar cannot be extended by 3 hours.',
    ],
    [
      'an extension by no term',
      [extend('2026-11-05', 'a while')],
      '"a while" is no term: write "1 working day"',
    ],
    [
      'such an extension while it is paused',
      [act('pause', '2026-11-05'), extend('2026-11-06', '5 minutes')],
      'cannot be',
    ],
  ])('are refused with a reason: %s', (_, acts, reason) => {
    expect(read('7 working days', acts)).toEqual({ refused: expect.stringContaining(reason) });
  });
});

describe('how sure the end of a clock is', () => {
  it('hangs on the days before a pause too', () => {
    const known = knownOn(calendar, '2025-12-01');

    expect(read('7 working days', [act('pause', '2026-11-05')], { known })).toMatchObject({ estimate: true });
  });

  it('is told with the days that lengthened it', () => {
    const acts = [act('pause', '2026-11-05'), act('resume', '2026-12-30')];

    expect(read('4 working days', acts)).toMatchObject({ estimate: true });
    expect(read('4 working days', acts)).toHaveProperty(
      'why',
      expect.arrayContaining([
        '2026-12-31: Day off in exchange for 12 December; extra for six-day agencies (UP-257 of 24.12.2025)',
      ]),
    );
  });
});
