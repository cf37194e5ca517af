import { birth, check, visit, whats } from './unchecked.ts';

describe('Terms and dates', () => {
  it.each([
    '1 minute',
    '30 minutes',
    '1 hour',
    '1 working day',
    '15 working days',
    '10 days',
    '1 month',
    '3 months',
  ])('may be written as "%s"', (within) => {
    expect(check({ visit: { ...visit, within } })).toEqual([]);
  });

  it.each([
    '0 days',
    '1.5 days',
    '-1 days',
    '1 week',
    '1  day',
    'one day',
    '1 working  day',
    '1 day ',
    '10',
    '1 year',
  ])('must not be written as "%s"', (within) => {
    expect(whats(check({ visit: { ...visit, within } }))).toEqual([`"${within}" is no term.`]);
  });

  it.each([
    ['a date of the event that is none', { within: '1 day', since: 'event.name' }, '"event.name" is no date'],
    ['a date that may be missing', { within: '1 day', since: 'event.movedOn' }, '"event.movedOn" is no date'],
    ['nothing that counts', { since: 'event.bornOn' }, 'Nothing counts from it.'],
    ['waiting for no date', { after: 'event.weight' }, '"event.weight" is no date'],
    [
      'waiting for neither term nor date',
      { after: 'later' },
      '"later" is neither a term nor a date of the event.',
    ],
    [
      'waiting for a term from nothing',
      { after: '1 month' },
      'A term to wait needs something it counts from.',
    ],
  ])('refuse %s', (_what, change, sentence) => {
    const problems = check({ visit: { ...visit, ...change } });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.what).toContain(sentence);
  });

  it('may count and wait from any date of the event that is always given', () => {
    expect(
      check({ visit: { ...visit, after: '1 month', within: '2 months', since: 'event.child.seenOn' } }),
    ).toEqual([]);
    expect(check({ visit: { ...visit, after: 'event.bornOn' } })).toEqual([]);
  });
});

describe('What happens at the deadline', () => {
  const granted = (answer: Record<string, unknown>, law = 'Law 2') => ({
    ...visit,
    within: '1 month',
    late: { granted: { law, answer } },
  });

  it('may be an answer that the law gives', () => {
    expect(check({ visit: granted({ record: 'r', came: true }) })).toEqual([]);
  });

  it.each([
    ['without a deadline', { ...visit, late: 'close' as const }, 'Without a term nothing is ever late.'],
    ['without a law', granted({ record: 'r', came: true }, ' '), 'Silence counts as yes only by a law.'],
    ['with half an answer', granted({ record: 'r' }), 'The answer does not fit "registry.visit": came.'],
    [
      'with a field too many',
      granted({ record: 'r', came: true, more: 1 }),
      'The answer holds a field that is personal or that the service does not give.',
    ],
    [
      'with a personal value',
      {
        ...birth,
        within: '1 month',
        late: { granted: { law: 'Law 2', answer: { actNumber: '1', actDate: '2024-01-01', place: 'town' } } },
      },
      'The answer holds a field that is personal or that the service does not give.',
    ],
  ])('must not be said %s', (_what, step, sentence) => {
    expect(whats(check({ step }))).toEqual([sentence]);
  });
});
