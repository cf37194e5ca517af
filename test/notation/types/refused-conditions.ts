import {
  all,
  any,
  done,
  includes,
  is,
  isOneOf,
  not,
  present,
  refused,
} from '../../../notation/conditions.ts';
import { from } from '../../../notation/references.ts';
import { defineRoute, head } from './services.ts';

/** Conditions on fields that do not exist, values that cannot be, and what is nobody's business. */
const visit = { title: 'Visit', service: 'registry.visit' } as const;
const number = { title: 'Number', service: 'numbers.issue', input: { actNumber: 'a' } } as const;

export const misspeltPath = defineRoute({
  ...head,
  // @ts-expect-error there is no "event.maried"
  steps: { visit: { ...visit, when: is('event.maried', true) } },
});

export const literalOfAnotherType = defineRoute({
  ...head,
  // @ts-expect-error Expected<boolean>
  steps: { visit: { ...visit, when: is('event.married', 'yes') } },
});

export const valueThatCannotBe = defineRoute({
  ...head,
  // @ts-expect-error readonly ["event.place", Expected<
  steps: { visit: { ...visit, when: is('event.place', 'hospitl') } },
});

export const oneValueThatCannotBe = defineRoute({
  ...head,
  // @ts-expect-error readonly isOneOf: readonly ["event.place", Expected<
  steps: { visit: { ...visit, when: isOneOf('event.place', ['home', 'street']) } },
});

export const elementThatCannotBe = defineRoute({
  ...head,
  // @ts-expect-error readonly ["event.wishes", Expected<
  steps: { visit: { ...visit, when: includes('event.wishes', 'school') } },
});

export const includesOfNoList = defineRoute({
  ...head,
  // @ts-expect-error "event.place" is no list
  steps: { visit: { ...visit, when: includes('event.place', 'home') } },
});

export const personalContent = defineRoute({
  ...head,
  // @ts-expect-error "event.mother.pinfl" is personal: a condition may only ask whether it is present()
  steps: { visit: { ...visit, when: is('event.mother.pinfl', '1') } },
});

export const personalAnswer = defineRoute({
  ...head,
  steps: {
    number,
    visit: {
      ...visit,
      needs: ['number'],
      // @ts-expect-error "number.pinfl" is personal: a condition may only ask whether it is present()
      when: not(isOneOf('number.pinfl', ['1'])),
    },
  },
});

export const personalInOneFormOnly = defineRoute({
  ...head,
  steps: {
    confirm: {
      title: 'Confirm',
      service: 'company.confirm',
      each: from('event.founders'),
      // @ts-expect-error "item.pinfl" is personal: a condition may only ask whether it is present()
      when: is('item.pinfl', '1'),
      input: { share: 1 },
    },
  },
});

export const presenceOfNothing = defineRoute({
  ...head,
  // @ts-expect-error there is no "event.mohter"
  steps: { visit: { ...visit, when: present('event.mohter') } },
});

export const presenceOfAStep = defineRoute({
  ...head,
  // @ts-expect-error name a field; of a whole step ask done()
  steps: { number, visit: { ...visit, needs: ['number'], when: present('number') } },
});

export const deepInside = defineRoute({
  ...head,
  steps: {
    visit: {
      ...visit,
      // @ts-expect-error there is no "event.maried"
      when: all(present('event.mother'), any(is('event.married', true), not(is('event.maried', true)))),
    },
  },
});

export const readOfAStepNotInNeeds = defineRoute({
  ...head,
  // @ts-expect-error "number" does not stand in needs
  steps: { number, visit: { ...visit, when: is('number.count', 1) } },
});

export const refusalOfAStepNotInNeeds = defineRoute({
  ...head,
  // @ts-expect-error "number" does not stand in needs
  steps: { number, visit: { ...visit, when: refused('number') } },
});

export const endOfAStepNotInNeeds = defineRoute({
  ...head,
  // @ts-expect-error "visit" does not stand in needs
  steps: { number, visit, again: { ...visit, needs: ['number'], when: done('visit') } },
});

export const endOfNoStep = defineRoute({
  ...head,
  // @ts-expect-error there is no step "numbre"
  steps: { number, visit: { ...visit, needs: ['number'], when: done('numbre') } },
});

export const wholeElement = defineRoute({
  ...head,
  // @ts-expect-error name a field; of a whole step ask done()
  steps: { visit: { ...visit, each: from('event.wishes'), when: is('item', 'home') } },
});
