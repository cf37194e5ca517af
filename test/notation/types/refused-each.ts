import { is } from '../../../notation/conditions.ts';
import { from } from '../../../notation/references.ts';
import { defineRoute, head } from './services.ts';

/** `each` over what is no list, and `item` where there is none. */
const ask = {
  title: 'Ask',
  service: 'company.confirm',
  each: from('event.founders'),
  input: { share: from('item.share') },
} as const;
const visit = { title: 'Visit', service: 'registry.visit' } as const;

export const eachOfNoList = defineRoute({
  ...head,
  steps: {
    look: {
      ...visit,
      // @ts-expect-error "event.mother" is no list of the event
      each: from('event.mother'),
    },
  },
});

export const eachOfAMisspeltList = defineRoute({
  ...head,
  steps: {
    look: {
      ...visit,
      // @ts-expect-error "event.fuonders" is no list of the event
      each: from('event.fuonders'),
    },
  },
});

export const eachOfASingleAnswer = defineRoute({
  ...head,
  steps: {
    visit,
    look: {
      ...visit,
      needs: ['visit'],
      // @ts-expect-error "visit" has no each: it gives one answer, not a list
      each: from('visit'),
    },
  },
});

export const eachOfAStepNotInNeeds = defineRoute({
  ...head,
  steps: {
    ask,
    look: {
      ...visit,
      // @ts-expect-error "ask" does not stand in needs
      each: from('ask'),
    },
  },
});

export const eachOfAConditionalStep = defineRoute({
  ...head,
  steps: {
    ask: { ...ask, when: is('event.married', true) },
    look: {
      ...visit,
      needs: ['ask'],
      // @ts-expect-error "ask" may have no answer: give the fallback []
      each: from('ask'),
    },
  },
});

export const itemWithoutEach = defineRoute({
  ...head,
  steps: {
    ask: {
      title: 'Ask',
      service: 'company.confirm',
      // @ts-expect-error "item" exists only in a step with each
      input: { share: from('item.share') },
    },
  },
});

export const itemInAConditionWithoutEach = defineRoute({
  ...head,
  // @ts-expect-error "item" exists only in a step with each
  steps: { visit: { ...visit, when: is('item.share', 1) } },
});

export const itemFieldNotInEveryForm = defineRoute({
  ...head,
  steps: {
    annul: {
      title: 'Annul',
      service: 'registry.annul',
      each: from('event.founders'),
      // @ts-expect-error not every form has "item.tin": give a fallback
      input: { record: from('item.tin') },
    },
  },
});

export const itemFieldInNoForm = defineRoute({
  ...head,
  steps: {
    annul: {
      title: 'Annul',
      service: 'registry.annul',
      each: from('event.founders'),
      // @ts-expect-error there is no "item.passport"
      input: { record: from('item.passport') },
    },
  },
});

export const fieldOfAList = defineRoute({
  ...head,
  steps: {
    ask,
    annul: {
      title: 'Annul',
      service: 'registry.annul',
      needs: ['ask'],
      // @ts-expect-error there is no "ask.signedAt"
      input: { record: from('ask.signedAt') },
    },
  },
});

export const skippedInstancesLeaveNulls = defineRoute({
  ...head,
  steps: {
    ask: { ...ask, when: is('item.share', 1) },
    company: {
      title: 'Company',
      service: 'company.register',
      needs: ['ask'],
      // @ts-expect-error "ask" has another type than this field
      input: { confirmations: from('ask') },
    },
  },
});

export const elementThatMayBeSkipped = defineRoute({
  ...head,
  steps: {
    ask: { ...ask, when: is('item.share', 1) },
    sign: {
      title: 'Sign',
      service: 'company.sign',
      needs: ['ask'],
      each: from('ask'),
      // @ts-expect-error "item.signedAt" may be null: give a fallback
      input: { signedAt: from('item.signedAt') },
    },
  },
});
