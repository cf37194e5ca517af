import { z } from 'zod';
import { is, refused } from '../../notation/conditions.ts';
import { from } from '../../notation/references.ts';
import type { StepDefinition } from '../../notation/route-definition.ts';
import { checkRoute } from '../../notation/check.ts';
import { agencies, head, services } from './types/services.ts';
import { ask, birth, check, number, visit, whats } from './unchecked.ts';

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
        what: '"registry.annul" takes no field "recrod". Did you mean "record"?',
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
    expect(whats(annul({ record: from('event.recrod') }))).toEqual([
      'There is no "event.recrod". Did you mean "event.record"?',
    ]);
    expect(whats(annul({ record: from('visit.record') }))).toEqual([
      'It reads "visit", which does not stand in needs.',
    ]);
    expect(whats(annul({ record: from('visit.recrod') }, { needs: ['visit'] }))).toEqual([
      'There is no "visit.recrod". Did you mean "visit.record"?',
    ]);
    expect(whats(annul({ record: from('event.name', from('event.nmae')) }))).toEqual([
      'There is no "event.nmae". Did you mean "event.name"?',
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

  it('needs a fallback where the step it reads may have been given up', () => {
    const problems = check({
      number,
      visit: { ...visit, until: 'number' },
      annul: {
        title: 'Annul',
        service: 'registry.annul',
        needs: ['visit'],
        input: { record: from('visit.record') },
      },
    });
    expect(whats(problems)).toHaveLength(1);
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

  it('may be read from the input that the service names as its subject', () => {
    const event = z.object({ child: z.object({ name: z.string() }) });
    const visiting = { ...services['registry.visit'], subject: 'pinfl' };
    const steps = { visit: { ...visit, by: 'child' } };
    const surroundings = { agencies, services: { 'registry.visit': visiting } };
    expect(checkRoute({ ...head, event, steps }, surroundings)).toEqual([]);
  });

  it('must be said', () => {
    const silent = { title: 'Visit', service: 'registry.visit' };
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
