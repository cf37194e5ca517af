import { inWords } from '../../notation/condition-in-words.ts';
import { all, any, done, includes, is, isOneOf, not, present, refused } from '../../notation/conditions.ts';

describe('A condition in words', () => {
  it.each([
    [is('marriage.married', true), 'marriage.married is true'],
    [not(is('marriage.married', true)), 'marriage.married is not true'],
    [isOneOf('event.place', ['home', 'other']), 'event.place is home or other'],
    [includes('event.services', 'clinic'), 'event.services has clinic'],
    [present('event.father'), 'event.father is given'],
    [not(present('event.father')), 'event.father is not given'],
    [all(done('a'), refused('b')), 'a is done and b is refused'],
    [any(done('a'), all(done('b'), done('c'))), 'a is done or (b is done and c is done)'],
    [not(any(done('a'), done('b'))), 'not (a is done or b is done)'],
  ])('reads %j as "%s"', (condition, words) => {
    expect(inWords(condition)).toBe(words);
  });
});
