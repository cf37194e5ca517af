import { any, done, is, not, present, refused } from '../../../notation/conditions.ts';
import { from } from '../../../notation/references.ts';
import { defineRoute, head } from './services.ts';

/** Values that may be missing: without fallback, or with one that does not fit. */
const visit = { title: 'Visit', service: 'registry.visit' } as const;
const conditional = { ...visit, when: is('event.married', true) } as const;
const number = {
  title: 'Number',
  service: 'numbers.issue',
  input: { actNumber: from('event.name') },
} as const;

export const mayBeNull = defineRoute({
  ...head,
  steps: {
    annul: {
      title: 'Annul',
      service: 'registry.annul',
      // @ts-expect-error "event.father.pinfl" may be null: give a fallback
      input: { record: from('event.father.pinfl') },
    },
  },
});

export const conditionalWithoutFallback = defineRoute({
  ...head,
  steps: {
    visit: conditional,
    annul: {
      title: 'Annul',
      service: 'registry.annul',
      needs: ['visit'],
      // @ts-expect-error "visit" may have no answer: give a fallback for "visit.record"
      input: { record: from('visit.record') },
    },
  },
});

export const refusedWithoutFallback = defineRoute({
  ...head,
  steps: {
    visit,
    annul: {
      title: 'Annul',
      service: 'registry.annul',
      needs: ['visit'],
      when: refused('visit'),
      // @ts-expect-error "visit" may have no answer: give a fallback for "visit.record"
      input: { record: from('visit.record') },
    },
  },
});

export const givenUpWithoutFallback = defineRoute({
  ...head,
  steps: {
    number,
    visit: { ...visit, until: 'number' },
    annul: {
      title: 'Annul',
      service: 'registry.annul',
      needs: ['visit'],
      // @ts-expect-error "visit" may have no answer: give a fallback for "visit.record"
      input: { record: from('visit.record') },
    },
  },
});

export const fallbackOfAnotherType = defineRoute({
  ...head,
  steps: {
    visit: conditional,
    annul: {
      title: 'Annul',
      service: 'registry.annul',
      needs: ['visit'],
      // @ts-expect-error the fallback has another type than this field
      input: { record: from('visit.record', 7) },
    },
  },
});

export const fallbackToAMisspeltField = defineRoute({
  ...head,
  steps: {
    visit: conditional,
    annul: {
      title: 'Annul',
      service: 'registry.annul',
      needs: ['visit'],
      // @ts-expect-error there is no "event.recrod"
      input: { record: from('visit.record', from('event.recrod')) },
    },
  },
});

export const fallbackThatMayBeMissingToo = defineRoute({
  ...head,
  steps: {
    visit: conditional,
    annul: {
      title: 'Annul',
      service: 'registry.annul',
      needs: ['visit'],
      // @ts-expect-error "event.father.pinfl" may be null: give a fallback
      input: { record: from('visit.record', from('event.father.pinfl')) },
    },
  },
});

export const sureOfSomethingElse = defineRoute({
  ...head,
  steps: {
    visit: conditional,
    annul: {
      title: 'Annul',
      service: 'registry.annul',
      needs: ['visit'],
      when: present('event.father'),
      // @ts-expect-error "visit" may have no answer: give a fallback for "visit.record"
      input: { record: from('visit.record') },
    },
  },
});

export const notSureWithAny = defineRoute({
  ...head,
  steps: {
    visit: conditional,
    annul: {
      title: 'Annul',
      service: 'registry.annul',
      needs: ['visit'],
      when: any(done('visit'), is('event.married', true)),
      // @ts-expect-error "visit" may have no answer: give a fallback for "visit.record"
      input: { record: from('visit.record') },
    },
  },
});

export const notSureWithNot = defineRoute({
  ...head,
  steps: {
    annul: {
      title: 'Annul',
      service: 'registry.annul',
      when: not(present('event.father.pinfl')),
      // @ts-expect-error "event.father.pinfl" may be null: give a fallback
      input: { record: from('event.father.pinfl') },
    },
  },
});
