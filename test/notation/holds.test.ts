import { all, any, done, includes, is, isOneOf, not, present, refused } from '../../notation/conditions.ts';
import { holds, type Known } from '../../notation/holds.ts';

const known: Known = {
  facts: {
    'event.married': false,
    'event.place': 'home',
    'event.wishes': ['clinic', 'benefit'],
    'event.count': 2,
    'event.office': null,
    '?event.mother': true,
    '?event.father': false,
  },
  ends: { register: 'done', clinic: 'refused', visit: 'skipped' },
};

describe('A condition', () => {
  it.each([
    ['a field that equals the value', is('event.place', 'home'), true],
    ['a field with another value', is('event.place', 'hospital'), false],
    ['a false that is asked for', is('event.married', false), true],
    ['a number that is written as text', is('event.count', '2'), false],
    ['one of several values', isOneOf('event.count', [1, 2]), true],
    ['none of several values', isOneOf('event.count', [3]), false],
    ['a list that holds the value', includes('event.wishes', 'benefit'), true],
    ['a list that does not', includes('event.wishes', 'id-card'), false],
    ['a field that is no list', includes('event.place', 'home'), false],
    ['somebody who is there', present('event.mother'), true],
    ['somebody who is not there', present('event.father'), false],
    ['a step that is done', done('register'), true],
    ['a step that was skipped, asked whether done', done('visit'), false],
    ['a step that was refused', refused('clinic'), true],
    ['a step that was skipped, asked whether refused', refused('visit'), false],
    ['all of several', all(is('event.place', 'home'), done('register')), true],
    ['all, one unmet', all(is('event.place', 'home'), refused('register')), false],
    ['any of several', any(refused('register'), done('register')), true],
    ['any, none met', any(refused('register'), present('event.father')), false],
    ['the opposite', not(present('event.father')), true],
  ])('judges %s', (_what, condition, verdict) => {
    expect(holds(condition, known)).toBe(verdict);
  });

  it('is false where it compares a value that is not there, whatever it compares it with', () => {
    for (const path of ['event.office', 'event.unknown', 'nobody.field']) {
      expect(holds(is(path, 'x'), known)).toBe(false);
      expect(holds(isOneOf(path, ['x']), known)).toBe(false);
      expect(holds(includes(path, 'x'), known)).toBe(false);
      expect(holds(present(path), known)).toBe(false);
    }
  });

  it('holds for all of nothing, and for any of nothing does not', () => {
    expect(holds(all(), known)).toBe(true);
    expect(holds(any(), known)).toBe(false);
  });
});
