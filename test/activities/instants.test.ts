import { type Beginnings, instantsOf } from '../../activities/engine/instants.ts';
import { catalogueOf } from './support/country.ts';

const friday = new Date('2026-11-20T10:00:00+05:00');
const terms = { after: null, within: null, norm: null, week: 5 } as const;
const nothing: Beginnings = { step: terms, begun: friday, since: null, afterDate: null, timeScale: 1 };

function instants(step: Partial<Beginnings['step']>, from: Partial<Beginnings> = {}) {
  const { notBefore, dueAt, normAt } = instantsOf(
    { ...nothing, step: { ...terms, ...step }, ...from },
    catalogueOf(),
  );
  const text = (at: Date | null) => at?.toISOString() ?? null;
  return { notBefore: text(notBefore), dueAt: text(dueAt), normAt: text(normAt) };
}
const tashkent = (at: string) => new Date(`${at}+05:00`).toISOString();

describe('the deadline of a step', () => {
  it('falls on the next working day of its agency, at midnight', () => {
    expect(instants({ within: '1 working day' }).dueAt).toBe(tashkent('2026-11-24T00:00:00'));
  });

  it('counts from what the definition says, where it says so', () => {
    const since = new Date('2026-11-02T00:00:00+05:00');
    expect(instants({ within: '10 days' }, { since }).dueAt).toBe(tashkent('2026-11-13T00:00:00'));
  });

  it('counts from the day on which the step may begin, where it has to wait', () => {
    const found = instants(
      { after: { date: 'event.movingOn' }, within: '2 days' },
      { afterDate: '2026-12-01' },
    );
    expect(found).toMatchObject({
      notBefore: tashkent('2026-12-01T00:00:00'),
      dueAt: tashkent('2026-12-04T00:00:00'),
    });
  });

  it('waits for nothing where that day has passed', () => {
    expect(instants({ after: { date: 'event.movingOn' } }, { afterDate: '2026-11-01' }).notBefore).toBeNull();
  });

  it('waits for a term after what it counts from', () => {
    const since = new Date('2026-11-02T00:00:00+05:00');
    expect(instants({ after: { term: '1 month' } }, { since }).notBefore).toBe(
      tashkent('2026-12-03T00:00:00'),
    );
  });

  it('says when the agency is beyond its norm', () => {
    expect(instants({ norm: '30 minutes' }).normAt).toBe(tashkent('2026-11-20T10:30:00'));
  });

  it('shrinks only what lies ahead when a test scales time', () => {
    const since = new Date('2026-10-01T00:00:00+05:00');
    expect(instants({ norm: '1 hour' }, { timeScale: 60 }).normAt).toBe(tashkent('2026-11-20T10:01:00'));
    expect(instants({ within: '10 days' }, { since, timeScale: 60 }).dueAt).toBe(
      tashkent('2026-10-13T00:00:00'),
    );
  });
});

describe('what an officer did to a term in time', () => {
  const at = new Date('2026-11-27T10:00:00+05:00');
  const extend = { is: 'extend', at, by: '5 days', reason: 'a hearing' } as const;
  const pause = { is: 'pause', at, reason: 'papers' } as const;
  const worked = { five: 'work', six: 'work', why: 'worked in exchange' } as const;
  const { country } = catalogueOf();
  const calendar = { years: { '2026': { source: 'made up', days: { '2026-11-21': worked } } } };
  const step = { ...terms, within: '5 working days' };
  const reckoned = (acts: Beginnings['acts'], isLastNew: boolean) =>
    instantsOf({ ...nothing, step, acts: acts ?? [], isLastNew }, { calendar, country });

  it('stands where a decree that came later has the term end before it', () => {
    expect(reckoned([extend], false)).toMatchObject({
      dueAt: new Date('2026-12-02T00:00:00+05:00'),
      isContradicted: false,
    });
    expect(reckoned([pause], false)).toMatchObject({ dueAt: null, isPaused: true });
  });

  it('can be followed by another act: what was stopped so goes on', () => {
    const resume = { is: 'resume', at: new Date('2026-12-03T10:00:00+05:00'), reason: 'papers' } as const;

    expect(reckoned([pause, resume], true)).toMatchObject({
      dueAt: new Date('2026-12-04T00:00:00+05:00'),
      isContradicted: false,
    });
  });

  it('is refused where the term has ended when it is done', () => {
    expect(reckoned([extend], true)).toMatchObject({
      dueAt: new Date('2026-11-27T00:00:00+05:00'),
      isContradicted: true,
    });
  });
});
