import { checkRoute } from '../../notation/check.ts';
import { done } from '../../notation/conditions.ts';
import { from } from '../../notation/references.ts';
import type { StepDefinition } from '../../notation/route-definition.ts';
import { agencies, head, services } from './types/services.ts';
import { visit, whats } from './unchecked.ts';

/** Coming in person is left out for the dead. */
const lenient = {
  ...services,
  'registry.visit': { ...services['registry.visit'], aliveFirst: ['person'], whenDead: 'skip' as const },
};
const problemsOf = (steps: Readonly<Record<string, StepDefinition>>) =>
  whats(checkRoute({ ...head, steps }, { agencies, services: lenient }));

const annul = (change: Partial<StepDefinition> = {}): StepDefinition => ({
  title: 'Annul',
  service: 'registry.annul',
  needs: ['visit'],
  input: { record: from('visit.record') },
  ...change,
});

describe('A step that is left out when a person is dead', () => {
  it('must not be read without a fallback', () => {
    expect(problemsOf({ visit, annul: annul() })).toEqual([
      '"visit" may have no answer (it is conditional, or its refusal is let pass).',
    ]);
    expect(problemsOf({ visit, annul: annul({ input: { record: from('visit.record', 'none') } }) })).toEqual(
      [],
    );
  });

  it('may be read by a step that runs only once it is done', () => {
    expect(problemsOf({ visit, annul: annul({ when: done('visit') }) })).toEqual([]);
  });

  it('must not be one that the whole route rests on', () => {
    expect(problemsOf({ visit: { ...visit, essential: true } })).toEqual([
      'The route rests on this step, but its service is left out when a person is dead.',
    ]);
  });
});
