import { from } from '../../../notation/references.ts';
import { defineRoute, head } from './services.ts';

/** Names that lead to nothing. After each `@ts-expect-error` stands what the compiler must say there. */
export const unknownService = defineRoute({
  ...head,
  steps: {
    // @ts-expect-error "registry.brith" & Expected<
    register: { title: 'Register', service: 'registry.brith' },
  },
});

export const unknownNeed = defineRoute({
  ...head,
  steps: {
    visit: { title: 'Visit', service: 'registry.visit' },
    again: {
      title: 'Visit again',
      service: 'registry.visit',
      // @ts-expect-error "visti"' is not assignable to type 'OneOf<"visit">
      needs: ['visti'],
    },
  },
});

export const selfNeed = defineRoute({
  ...head,
  steps: {
    visit: { title: 'Visit', service: 'registry.visit' },
    again: {
      title: 'Visit again',
      service: 'registry.visit',
      // @ts-expect-error "again"' is not assignable to type 'OneOf<"visit">
      needs: ['visit', 'again'],
    },
  },
});

export const misspeltFieldOfAStep = defineRoute({
  ...head,
  steps: {
    visit: {
      title: 'Visit',
      service: 'registry.visit',
      // @ts-expect-error a step has no field "whithin"
      whithin: '1 month',
    },
  },
});

export const misspeltFieldOfTheRoute = defineRoute({
  ...head,
  // @ts-expect-error 'laws' does not exist
  laws: ['Law 1'],
  steps: { visit: { title: 'Visit', service: 'registry.visit' } },
});

export const missingInput = defineRoute({
  ...head,
  steps: {
    // @ts-expect-error Property 'input' is missing
    number: { title: 'Number', service: 'numbers.issue' },
  },
});

export const missingField = defineRoute({
  ...head,
  steps: {
    register: {
      title: 'Register',
      service: 'registry.birth',
      // @ts-expect-error Property 'bornOn' is missing
      input: { record: from('event.record') },
    },
  },
});

export const fieldTooMany = defineRoute({
  ...head,
  steps: {
    annul: {
      title: 'Annul',
      service: 'registry.annul',
      input: {
        record: from('event.record'),
        // @ts-expect-error the service takes no field "reason"
        reason: 'none',
      },
    },
  },
});

export const untilItself = defineRoute({
  ...head,
  steps: {
    visit: { title: 'Visit', service: 'registry.visit' },
    warn: {
      title: 'Warn',
      service: 'registry.visit',
      // @ts-expect-error "warn" & Expected<
      until: 'warn',
    },
  },
});

export const untilAStepThatIsNotThere = defineRoute({
  ...head,
  steps: {
    visit: { title: 'Visit', service: 'registry.visit' },
    warn: {
      title: 'Warn',
      service: 'registry.visit',
      // @ts-expect-error "visti" & Expected<
      until: 'visti',
    },
  },
});
