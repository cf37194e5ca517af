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
