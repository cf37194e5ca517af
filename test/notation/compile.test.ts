import { compile } from '../../notation/compile.ts';
import { is } from '../../notation/conditions.ts';
import { from } from '../../notation/references.ts';
import { guarded } from './types/good-guarded.ts';
import { good } from './types/good.ts';
import { agencies, defineRoute, head, services } from './types/services.ts';

const surroundings = { agencies, services };

describe('A compiled route', () => {
  const route = compile(good, surroundings);

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(route))).toEqual(route);
  });

  it('carries the definition’s id, first day in force and title', () => {
    expect(route).toMatchObject({ id: 'example', version: '2024-01-01', title: 'Example' });
  });

  it('lists which fields of the event conditions read by content, and which for being there', () => {
    expect(route.reads).toEqual({
      values: ['married', 'place', 'wishes', 'bornOn'],
      present: ['father', 'father.pinfl'],
    });
  });

  it('says everything of a step that the workflow must know', () => {
    expect(route.steps['register']).toEqual({
      title: 'Register the birth',
      service: 'registry.birth',
      kind: 'call',
      agency: 'registry',
      answers: 'at-once',
      repeat: 'safe',
      basis: 'law',
      purpose: 'registration',
      timeoutMs: 2000,
      norm: '30 minutes',
      pace: 'quick',
      week: 6,
      needs: ['visit'],
      when: null,
      each: null,
      by: null,
      input: {
        record: { from: 'visit.record', fallback: { from: 'event.record' } },
        bornOn: { from: 'event.bornOn' },
      },
      after: null,
      within: '1 working day',
      since: null,
      late: 'escalate',
      essential: true,
      mends: { unreadable: { field: 'record', within: '10 days' } },
      undo: { service: 'registry.annul', agency: 'registry', repeat: 'safe', timeoutMs: 2000 },
      skippable: false,
      tells: { values: [], present: [] },
      asksItem: { values: [], present: [] },
    });
  });

  it('knows what other steps’ conditions read of an answer', () => {
    expect(route.steps['number']?.tells).toEqual({ values: ['count', 'tags'], present: ['pinfl'] });
    expect(route.steps['home']?.tells).toEqual({ values: ['ok'], present: [] });
  });

  it('knows what a step asks of its own element', () => {
    expect(route.steps['confirm']).toMatchObject({
      each: { event: 'founders' },
      asksItem: { values: ['share'], present: ['pinfl'] },
    });
    expect(route.steps['sign']).toMatchObject({
      each: { step: 'confirm' },
      asksItem: { values: [], present: ['signedAt'] },
    });
  });

  it('tells a date to wait for from a term', () => {
    expect(route.steps['number']?.after).toEqual({ date: 'event.child.seenOn' });
    expect(route.steps['home']).toMatchObject({ after: { term: '2 days' }, since: 'number' });
  });

  it('lets an officer skip a step only where every reader can do without its answer', () => {
    const skippable = Object.entries(route.steps).flatMap(([id, step]) => (step.skippable ? [id] : []));
    expect(skippable).toEqual(['visit', 'home', 'desk', 'later', 'sign', 'look', 'company']);
  });

  it('lets a step be skipped whose readers would then not run', () => {
    const { visit, confirm } = compile(guarded, surroundings).steps;
    expect([visit?.skippable, confirm?.skippable]).toEqual([true, false]);
  });

  it('does not let an essential step be skipped, even if nobody reads it', () => {
    const alone = defineRoute({
      ...head,
      steps: { visit: { title: 'Visit', service: 'registry.visit', by: 'applicant', essential: true } },
    });
    expect(compile(alone, surroundings).steps['visit']?.skippable).toBe(false);
  });

  it('lets a step be skipped whose list the next one walks over with a fallback', () => {
    const walked = (source: ReturnType<typeof from>) =>
      compile(
        {
          ...head,
          steps: {
            ask: {
              title: 'Ask',
              service: 'company.confirm',
              by: 'item',
              each: from('event.founders'),
              when: is('event.married', true),
              input: { share: from('item.share') },
            },
            look: { title: 'Look', service: 'registry.visit', by: 'registry', needs: ['ask'], each: source },
          },
        },
        surroundings,
      ).steps['ask']?.skippable;
    expect(walked(from('ask', []))).toBe(true);
    expect(walked(from('ask'))).toBe(false);
  });
});

describe('The pace of a call', () => {
  const paceWith = (change: object) =>
    compile(
      { ...head, steps: { visit: { title: 'Visit', service: 'registry.annul' } } },
      { agencies, services: { 'registry.annul': { ...services['registry.annul'], ...change } } },
    ).steps['visit']?.pace;

  it('is quick for what is safe and answers at once, and for rules', () => {
    expect(paceWith({})).toBe('quick');
    expect(paceWith({ kind: 'rule' })).toBe('quick');
  });

  it.each([
    { repeat: 'look-up' },
    { repeat: 'never' },
    { answers: 'later' },
    { answers: 'polled' },
    { kind: 'task' },
    { kind: 'proof' },
  ])('is ordinary with %j', (change) => {
    expect(paceWith(change)).toBe('ordinary');
  });
});

describe('Compiling a definition that was not checked', () => {
  const steps = { visit: { title: 'Visit', service: 'registry.visit' } };

  it('says which service is missing', () => {
    expect(() => compile({ ...head, steps }, { agencies, services: {} })).toThrow(
      'There is no service "registry.visit". Add it to its agency\'s file, or correct the step.',
    );
  });

  it('says whose agency is missing', () => {
    expect(() => compile({ ...head, steps }, { agencies: {}, services })).toThrow(
      'The service "registry.visit" names the agency "registry", which does not exist.',
    );
  });
});
