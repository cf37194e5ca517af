import { z } from 'zod';
import { checkRoute } from '../../notation/check.ts';
import { guarded } from './types/good-guarded.ts';
import { good } from './types/good.ts';
import { agencies, head, services } from './types/services.ts';
import { birth, check, number, visit, whats } from './unchecked.ts';

describe('The check of a definition at load', () => {
  it('finds nothing in a good one', () => {
    expect(checkRoute(good, { agencies, services })).toEqual([]);
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

describe('A step', () => {
  it('needs no fallback for what its own condition guarantees', () => {
    expect(checkRoute(guarded, { agencies, services })).toEqual([]);
  });

  it('must have no field that means nothing', () => {
    const misspelt = { ...visit, whithin: '1 month' };
    expect(whats(check({ visit: misspelt }))).toEqual([
      'A step has no field "whithin". Did you mean "within"?',
    ]);
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

describe('The service that takes a step back', () => {
  it.each([
    ['must exist', 'registry.anul', ['There is no service "registry.anul". Did you mean "registry.annul"?']],
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
