import { from } from '../../../notation/references.ts';
import { defineRoute, head } from './services.ts';

/** Dates that are none, terms that are none, silence that gives the wrong answer, an undo that does not fit. */
const visit = { title: 'Visit', service: 'registry.visit' } as const;
const birth = {
  title: 'Register',
  service: 'registry.birth',
  input: { record: 'r', bornOn: from('event.bornOn') },
} as const;

export const versionByNoDate = defineRoute({
  ...head,
  inForce: {
    from: '2024-01-01',
    // @ts-expect-error Type '"event.name"' is not assignable
    by: 'event.name',
  },
  steps: { visit },
});

export const versionByADateThatMayBeMissing = defineRoute({
  ...head,
  inForce: {
    from: '2024-01-01',
    // @ts-expect-error Type '"event.movedOn"' is not assignable
    by: 'event.movedOn',
  },
  steps: { visit },
});

export const versionFromNoDate = defineRoute({
  ...head,
  inForce: {
    // @ts-expect-error is not assignable to type '`${number}-${number}-${number}`'
    from: '1 April 2024',
  },
  steps: { visit },
});

export const sinceNoDate = defineRoute({
  ...head,
  steps: {
    visit: {
      ...visit,
      within: '1 month',
      // @ts-expect-error "event.name" & Expected<
      since: 'event.name',
    },
  },
});

export const sinceItself = defineRoute({
  ...head,
  steps: {
    number: visit,
    visit: {
      ...visit,
      within: '1 month',
      // @ts-expect-error "visit" & Expected<
      since: 'visit',
    },
  },
});

export const afterNoDate = defineRoute({
  ...head,
  steps: {
    visit: {
      ...visit,
      // @ts-expect-error "event.weight" & Expected<
      after: 'event.weight',
    },
  },
});

export const withinNoTerm = defineRoute({
  ...head,
  steps: {
    visit: {
      ...visit,
      // @ts-expect-error "1 fortnight" & Expected<
      within: '1 fortnight',
    },
  },
});

export const unknownWayOfBeingLate = defineRoute({
  ...head,
  steps: {
    visit: {
      ...visit,
      within: '1 month',
      // @ts-expect-error Type '"ignore"' is not assignable
      late: 'ignore',
    },
  },
});

export const silenceGivesAnotherAnswer = defineRoute({
  ...head,
  steps: {
    visit: {
      ...visit,
      within: '1 month',
      // @ts-expect-error Type 'string' is not assignable to type 'boolean'
      late: { granted: { law: 'Law 2', answer: { record: 'r', came: 'yes' } } },
    },
  },
});

export const silenceGivesHalfAnAnswer = defineRoute({
  ...head,
  steps: {
    visit: {
      ...visit,
      within: '1 month',
      // @ts-expect-error Property 'came' is missing
      late: { granted: { law: 'Law 2', answer: { record: 'r' } } },
    },
  },
});

export const silenceWithoutLaw = defineRoute({
  ...head,
  steps: {
    visit: {
      ...visit,
      within: '1 month',
      // @ts-expect-error Property 'law' is missing
      late: { granted: { answer: { record: 'r', came: true } } },
    },
  },
});

export const undoThatDoesNotFit = defineRoute({
  ...head,
  steps: {
    register: {
      ...birth,
      // @ts-expect-error the input of this step does not fit "numbers.issue"
      undo: 'numbers.issue',
    },
  },
});

export const unknownUndo = defineRoute({
  ...head,
  steps: {
    register: {
      ...birth,
      // @ts-expect-error "registry.anul" & Expected<
      undo: 'registry.anul',
    },
  },
});
