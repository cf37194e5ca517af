import { all, done, is, present } from '../../../notation/conditions.ts';
import { from } from '../../../notation/references.ts';
import { defineRoute, head } from './services.ts';

/** Steps whose own condition guarantees what they read: no fallback is asked for, and all must compile. */
export const guarded = defineRoute({
  ...head,
  steps: {
    visit: {
      title: 'Come in person',
      service: 'registry.visit',
      by: 'applicant',
      when: present('event.father'),
    },
    confirm: {
      title: 'Confirm',
      service: 'company.confirm',
      each: from('event.founders'),
      by: 'item',
      when: present('item.pinfl'),
      input: { share: from('item.share') },
    },
    father: {
      title: 'Annul for the father: the condition says that there is one',
      service: 'registry.annul',
      when: all(present('event.father.pinfl'), is('event.married', true)),
      input: { record: from('event.father.pinfl') },
    },
    'after-visit': {
      title: 'Annul after a visit: the condition says that it took place',
      service: 'registry.annul',
      needs: ['visit'],
      when: done('visit'),
      input: { record: from('visit.record') },
    },
    'after-coming': {
      title: 'Annul after coming: a comparison holds only with an answer',
      service: 'registry.annul',
      needs: ['visit'],
      when: is('visit.came', true),
      input: { record: from('visit.record') },
    },
    companies: {
      title: 'Annul for founding companies: the condition picks their form',
      service: 'registry.annul',
      each: from('event.founders'),
      when: present('item.tin'),
      input: { record: from('item.tin') },
    },
    'signed-only': {
      title: 'Keep the signature of those who were asked',
      service: 'company.sign',
      each: from('confirm'),
      needs: ['confirm'],
      when: present('item.signedAt'),
      input: { signedAt: from('item.signedAt') },
    },
  },
});
