import { present } from '../../../notation/conditions.ts';
import { from } from '../../../notation/references.ts';
import { defineRoute, head } from './services.ts';

/** References that lead nowhere, or to another type. */
const visit = { title: 'Visit', service: 'registry.visit' } as const;
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
