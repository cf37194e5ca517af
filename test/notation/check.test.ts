import { z } from 'zod';
import { checkRoute, type Problem } from '../../notation/check.ts';
import { all, any, done, is, not, present, refused } from '../../notation/conditions.ts';
import { from } from '../../notation/references.ts';
import type { RouteDefinition, StepDefinition } from '../../notation/route-definition.ts';
import { good } from './types/good.ts';
import { agencies, head, services } from './types/services.ts';

const surroundings = { agencies, services };

/** Definitions as they may come from elsewhere: unchecked by the compiler. */
function check(steps: Record<string, StepDefinition>, change: Partial<RouteDefinition> = {}): Problem[] {
  return checkRoute({ ...head, ...change, steps }, surroundings);
}

const visit: StepDefinition = { title: 'Visit', service: 'registry.visit', by: 'applicant' };
const number: StepDefinition = { title: 'Number', service: 'numbers.issue', input: { actNumber: 'a' } };
const birth: StepDefinition = {
  title: 'Register',
  service: 'registry.birth',
  input: { record: from('event.record'), bornOn: from('event.bornOn') },
};
const ask: StepDefinition = {
  title: 'Ask',
  service: 'company.confirm',
  by: 'item',
  each: from('event.founders'),
  input: { share: from('item.share') },
};
const whats = (problems: readonly Problem[]) => problems.map(({ what }) => what);

describe('The check of a definition at load', () => {
  it('finds nothing in a good one', () => {
    expect(checkRoute(good, surroundings)).toEqual([]);
  });

  it('lists every problem with its place and what to do, not just the first', () => {
    expect(
      check({ visit: { ...visit, needs: ['vist'], within: 'soon' }, number: { ...number, service: 'x.y' } }),
    ).toEqual([
      {
        where: 'example 2024-01-01, step visit, needs',
        what: 'It needs "vist", but there is no such step.',
        fix: 'Name "number", or remove it.',
      },
      {
        where: 'example 2024-01-01, step visit, within',
        what: '"soon" is no term.',
        fix: 'Write a whole number and minutes, hours, working days, days or months, e.g. "1 working day".',
      },
      {
        where: 'example 2024-01-01, step number, service',
        what: 'There is no service "x.y".',
        fix: "Add it to its agency's file, or correct the name.",
      },
    ]);
  });
});

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

describe('An input', () => {
  const annul = (input: StepDefinition['input'], change: Partial<StepDefinition> = {}) =>
    check({
      visit,
      annul: { title: 'Annul', service: 'registry.annul', ...(input && { input }), ...change },
    });

  it('must have every field that the service wants', () => {
    expect(whats(annul(undefined))).toEqual(['"registry.annul" wants "record".']);
  });

  it('must have no other field', () => {
    const problems = annul({ record: 'r', recrod: 'r' });
    expect(problems).toEqual([
      {
        where: 'example 2024-01-01, step annul, input',
        what: '"registry.annul" takes no field "recrod".',
        fix: 'Remove it, or correct its name: the service takes "record".',
      },
    ]);
  });

  it('may leave out what the service does not insist on', () => {
    expect(check({ birth })).toEqual([]);
  });

  it('must fit where it is written down', () => {
    expect(whats(annul({ record: 7 }))).toEqual(['The value written here does not fit the service.']);
    const noSuchDay = { ...birth, input: { record: 'r', bornOn: '2024-02-30' } };
    expect(whats(check({ birth: noSuchDay }))).toEqual(['The value written here does not fit the service.']);
  });

  it('must come from somewhere', () => {
    expect(whats(annul({ record: from('event.recrod') }))).toEqual(['There is no "event.recrod".']);
    expect(whats(annul({ record: from('visit.record') }))).toEqual([
      'It reads "visit", which does not stand in needs.',
    ]);
    expect(whats(annul({ record: from('visit.recrod') }, { needs: ['visit'] }))).toEqual([
      'There is no "visit.recrod".',
    ]);
    expect(whats(annul({ record: from('event.name', from('event.nmae')) }))).toEqual([
      'There is no "event.nmae".',
    ]);
  });

  it('needs a fallback where the step it reads may have been skipped', () => {
    const read = (source: ReturnType<typeof from>, when = is('event.married', true)) =>
      check({
        visit: { ...visit, when },
        annul: { title: 'Annul', service: 'registry.annul', needs: ['visit'], input: { record: source } },
      });
    expect(whats(read(from('visit.record')))).toEqual([
      '"visit" may have no answer (it is conditional, or its refusal is let pass).',
    ]);
    expect(read(from('visit.record', 'none'))).toEqual([]);
  });

  it('needs a fallback where the reader lets a refusal pass', () => {
    const when = refused('visit');
    expect(whats(annul({ record: from('visit.record') }, { needs: ['visit'], when }))).toEqual([
      '"visit" may have no answer (it is conditional, or its refusal is let pass).',
    ]);
  });

  it('needs none where only instances are skipped: the list is always there', () => {
    const some = { ...ask, when: is('item.share', 1) };
    const company = {
      title: 'Company',
      service: 'company.register',
      needs: ['ask'],
      input: { confirmations: from('ask') },
    };
    expect(check({ ask: some, company })).toEqual([]);
  });
});

describe('each', () => {
  const over = (source: ReturnType<typeof from>, change: Partial<StepDefinition> = {}) =>
    whats(check({ visit, ask, walk: { ...visit, each: source, ...change } }));

  it('walks over a list of the event or the answers of a needed step with each', () => {
    expect(over(from('event.founders'))).toEqual([]);
    expect(over(from('ask'), { needs: ['ask'] })).toEqual([]);
  });

  it.each([
    ['something that is no list', from('event.mother'), {}, '"event.mother" is no list of the event.'],
    ['a misspelt list', from('event.fuonders'), {}, '"event.fuonders" is no list of the event.'],
    ['a step not needed', from('ask'), {}, '"ask" is neither a list of the event nor a needed step.'],
    [
      'a single answer',
      from('visit'),
      { needs: ['visit'] },
      '"visit" has no each: it gives one answer, not a list.',
    ],
    [
      'answers that may be missing',
      from('ask'),
      { needs: ['ask'], when: refused('ask') },
      '"ask" may have no answers (it is conditional, or its refusal is let pass).',
    ],
  ])('does not walk over %s', (_what, source, change, sentence) => {
    expect(over(source, change)).toEqual([sentence]);
  });
});

describe('Whose turn a task is', () => {
  it.each(['applicant', 'mother', 'father', 'registry'])('may be: %s', (by) => {
    expect(check({ visit: { ...visit, by } })).toEqual([]);
  });

  it.each([
    ['nobody known', { by: 'grandmother' }, 'There is no party "grandmother".'],
    [
      'a field without a number',
      { by: 'child' },
      '"child" holds no number of a person or company (pinfl or tin).',
    ],
    ['an element where there is none', { by: 'item' }, 'A task by "item" needs an each.'],
  ])('must not be %s', (_what, change, sentence) => {
    expect(whats(check({ visit: { ...visit, ...change } }))).toEqual([sentence]);
  });

  it('must be said', () => {
    const { by: _by, ...silent } = visit;
    expect(whats(check({ visit: silent }))).toEqual(['A task must say whose turn it is.']);
  });

  it('must be said of tasks only', () => {
    expect(whats(check({ number: { ...number, by: 'applicant' } }))).toEqual([
      '"numbers.issue" is no task, so it is nobody\'s turn.',
    ]);
  });

  it('must not be doubtful: a field called like an agency', () => {
    const event = z.object({ registry: z.object({ pinfl: z.string() }) });
    expect(whats(check({ visit: { ...visit, by: 'registry' } }, { event }))).toEqual([
      '"registry" is an agency and also a field of the event.',
    ]);
  });
});

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

describe('The service that takes a step back', () => {
  it.each([
    ['must exist', 'registry.anul', ['There is no service "registry.anul".']],
    [
      'must be a call',
      'registry.visit',
      ['"registry.visit" is a task; only a call to an agency can take a step back.'],
    ],
    [
      'must get along with the step’s input',
      'numbers.issue',
      ['"numbers.issue" wants actNumber, which is not in the step\'s own input.'],
    ],
    ['is fine if it wants no more than the step has', 'registry.annul', []],
  ])('%s', (_what, undo, sentences) => {
    expect(whats(check({ birth: { ...birth, undo } }))).toEqual(sentences);
  });
});

describe('The head of a definition', () => {
  it.each([
    ['an id with spaces', { id: 'child birth' }, '"child birth" is no id.'],
    [
      'a day that does not exist',
      { inForce: { from: '2024-02-30' } },
      'inForce.from "2024-02-30" is no day.',
    ],
    [
      'a version by something that is no date',
      { inForce: { from: '2024-01-01', by: 'event.name' } },
      'inForce.by "event.name" is no date of the event that is always given.',
    ],
    [
      'an event with a field called applicant',
      { event: z.object({ applicant: z.object({ pinfl: z.string() }) }) },
      'The event has a field "applicant", which means something else in by.',
    ],
  ])('must not have %s', (_what, change, sentence) => {
    expect(whats(check({ visit }, change))).toEqual([sentence]);
  });

  it('must have steps', () => {
    expect(whats(check({}))).toEqual(['It has no steps.']);
  });

  it.each(['event', 'item', 'input', 'applicant'])('must not have a step called %s', (id) => {
    expect(whats(check({ [id]: visit }))).toEqual([`"${id}" has a meaning of its own.`]);
  });

  it.each(['a.b', 'a/b', 'A', '1a', 'a_b', 'a b', 'a-'])('must not have a step called "%s"', (id) => {
    expect(whats(check({ [id]: visit }))).toEqual([`"${id}" is no id of a step.`]);
  });

  it('must not rest on an agency that does not exist', () => {
    const problems = checkRoute({ ...head, steps: { birth } }, { agencies: {}, services });
    expect(whats(problems)).toEqual(['The service\'s agency "registry" does not exist.']);
  });
});
