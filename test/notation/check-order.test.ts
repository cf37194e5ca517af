import { all, any, done, is, not, present, refused } from '../../notation/conditions.ts';
import { from } from '../../notation/references.ts';
import type { StepDefinition } from '../../notation/route-definition.ts';
import { ask, check, number, visit, whats } from './unchecked.ts';

describe('The order of steps', () => {
  it('must not run in a circle, which is shown as a path', () => {
    const problems = check({
      a: { ...visit, needs: ['c'] },
      b: { ...visit, needs: ['a'] },
      c: { ...visit, needs: ['b'] },
      d: { ...visit, needs: ['c'] },
    });
    expect(whats(problems)).toEqual([
      'These steps wait for each other, so none can start: a → c → b → a (each needs the next).',
    ]);
  });

  it('shows two circles as two', () => {
    const problems = check({
      a: { ...visit, needs: ['b'] },
      b: { ...visit, needs: ['a'] },
      c: { ...visit, needs: ['d', 'a'] },
      d: { ...visit, needs: ['c'] },
    });
    expect(problems).toHaveLength(2);
  });

  it('takes steps that come together again for no circle', () => {
    expect(
      check({
        a: visit,
        b: { ...visit, needs: ['a'] },
        c: { ...visit, needs: ['a'] },
        d: { ...visit, needs: ['b', 'c'] },
      }),
    ).toEqual([]);
  });

  it('does not let a step need itself', () => {
    expect(whats(check({ a: { ...visit, needs: ['a'] } }))).toEqual(['A step cannot need itself.']);
  });

  it('lets a term count only from a step that has ended before', () => {
    const term = { within: '1 month', since: 'a' };
    expect(whats(check({ a: visit, b: { ...visit, ...term } }))).toEqual([
      'The term counts from the end of "a", which need not have ended when this step starts.',
    ]);
    expect(
      check({ a: visit, b: { ...visit, needs: ['a'] }, c: { ...visit, needs: ['b'], ...term } }),
    ).toEqual([]);
  });
});

describe('A condition', () => {
  it.each([
    ['a step that does not stand in needs', done('number'), 'names "number", which does not stand in needs'],
    ['a refusal of such a step', not(refused('number')), 'names "number", which does not stand in needs'],
    ['an answer of such a step', is('number.count', 1), 'reads "number", which does not stand in needs'],
    ['a field that is not there', all(is('event.maried', true)), 'There is no "event.maried".'],
    [
      'the presence of a field that is not there',
      any(present('event.mohter')),
      'There is no "event.mohter".',
    ],
    ['a personal field by content', is('event.mother.pinfl', '1'), 'The field is personal'],
    ['a whole', is('event', '1'), 'A condition reads fields, not a whole.'],
    ['an element where there is none', is('item.share', 1), '"item" exists only in a step with each.'],
  ])('must not ask about %s', (_what, when, sentence) => {
    const problems = check({ number, visit: { ...visit, when } });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.what).toContain(sentence);
    expect(problems[0]?.where).toContain('step visit, when');
  });

  it('may ask whether a personal field is there', () => {
    expect(check({ visit: { ...visit, when: present('event.mother.pinfl') } })).toEqual([]);
  });

  it('cannot read a field of a list of answers', () => {
    const problems = check({ ask, visit: { ...visit, needs: ['ask'], when: is('ask.signedAt', 'x') } });
    expect(whats(problems)).toEqual([
      '"ask" has each: it gives a list of answers, which has no field "signedAt".',
    ]);
  });
});

describe('each', () => {
  const over = (source: ReturnType<typeof from>, change: Partial<StepDefinition> = {}) =>
    whats(check({ visit, ask, walk: { ...visit, each: source, ...change } }));

  it('walks over a list of the event or the answers of a needed step with each', () => {
    expect(over(from('event.founders'))).toEqual([]);
    expect(over(from('ask'), { needs: ['ask'] })).toEqual([]);
  });

  it.each<[string, [ReturnType<typeof from>, Partial<StepDefinition>?], string]>([
    ['something that is no list', [from('event.mother')], '"event.mother" is no list of the event.'],
    ['a misspelt list', [from('event.fuonders')], '"event.fuonders" is no list of the event.'],
    ['a step not needed', [from('ask')], '"ask" is neither a list of the event nor a needed step.'],
    [
      'a single answer',
      [from('visit'), { needs: ['visit'] }],
      '"visit" has no each: it gives one answer, not a list.',
    ],
    [
      'answers that may be missing',
      [from('ask'), { needs: ['ask'], when: refused('ask') }],
      '"ask" may have no answers (it is conditional, or its refusal is let pass).',
    ],
  ])('does not walk over %s', (_what, [source, change], sentence) => {
    expect(over(source, change)).toEqual([sentence]);
  });
});
