import { any, done, is, not, present, refused } from '../../../notation/conditions.ts';
import { from } from '../../../notation/references.ts';
import { defineRoute, head } from './services.ts';

/** References that lead nowhere, to another type, or to a value that may be missing. */
const visit = { title: 'Visit', service: 'registry.visit' } as const;
const conditional = { ...visit, when: is('event.married', true) } as const;
const number = {
  title: 'Number',
  service: 'numbers.issue',
  input: { actNumber: from('event.name') },
} as const;

export const misspeltField = defineRoute({
  ...head,
  steps: {
    annul: {
      title: 'Annul',
      service: 'registry.annul',
      // @ts-expect-error there is no "event.recrod"
      input: { record: from('event.recrod') },
    },
  },
});

export const misspeltNestedField = defineRoute({
  ...head,
  steps: {
    annul: {
      title: 'Annul',
      service: 'registry.annul',
      // @ts-expect-error there is no "event.mother.pinlf"
      input: { record: from('event.mother.pinlf') },
    },
  },
});

export const notInNeeds = defineRoute({
  ...head,
  steps: {
    visit,
    annul: {
      title: 'Annul',
      service: 'registry.annul',
      // @ts-expect-error "visit" does not stand in needs
      input: { record: from('visit.record') },
    },
  },
});

export const noSuchPlace = defineRoute({
  ...head,
  steps: {
    annul: {
      title: 'Annul',
      service: 'registry.annul',
      // @ts-expect-error paths start with event, item or a needed step
      input: { record: from('visti.record') },
    },
  },
});

export const otherType = defineRoute({
  ...head,
  steps: {
    annul: {
      title: 'Annul',
      service: 'registry.annul',
      // @ts-expect-error "event.weight" has another type than this field
      input: { record: from('event.weight') },
    },
  },
});

export const textAsDate = defineRoute({
  ...head,
  steps: {
    register: {
      title: 'Register',
      service: 'registry.birth',
      // @ts-expect-error "event.name" has another type than this field
      input: { record: 'r', bornOn: from('event.name') },
    },
  },
});

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

export const literalOfAnotherType = defineRoute({
  ...head,
  steps: {
    number,
    confirm: {
      title: 'Confirm',
      service: 'company.confirm',
      // @ts-expect-error "half" & (OneOf<number>
      input: { share: 'half' },
    },
  },
});

export const wrongDeepDown = defineRoute({
  ...head,
  steps: {
    number,
    home: {
      title: 'Home',
      service: 'homes.register',
      needs: ['number'],
      input: {
        pinfl: from('number.pinfl'),
        office: 'main',
        move: {
          on: from('event.bornOn'),
          // @ts-expect-error "last" & (OneOf<
          kind: 'last',
        },
      },
    },
  },
});

export const missingDeepDown = defineRoute({
  ...head,
  steps: {
    number,
    home: {
      title: 'Home',
      service: 'homes.register',
      needs: ['number'],
      input: {
        pinfl: from('number.pinfl'),
        office: 'main',
        // @ts-expect-error Property 'kind' is missing
        move: { on: '2024-01-01' },
      },
    },
  },
});

export const wholeAnswerOfAnotherType = defineRoute({
  ...head,
  steps: {
    number,
    company: {
      title: 'Company',
      service: 'company.register',
      needs: ['number'],
      // @ts-expect-error "number" has another type than this field
      input: { confirmations: from('number') },
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

export const conditionWithAMisspelling = defineRoute({
  ...head,
  steps: {
    annul: {
      title: 'Annul',
      service: 'registry.annul',
      // @ts-expect-error there is no "event.fahter"
      when: present('event.fahter'),
      input: { record: from('event.name') },
    },
  },
});
