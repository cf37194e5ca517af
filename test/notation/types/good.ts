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

/** Uses every feature of the notation once, and must compile. */
export const good = defineRoute({
  ...head,
  inForce: { from: '2024-01-01', by: 'event.bornOn' },
  steps: {
    visit: {
      title: 'Come in person',
      service: 'registry.visit',
      by: 'applicant',
      when: any(
        not(present('event.father')),
        all(is('event.married', true), isOneOf('event.place', ['home', 'hospital'])),
        includes('event.wishes', 'home'),
        is('event.bornOn', '2024-01-01'),
        present('event.father.pinfl'),
      ),
      within: '1 month',
      since: 'event.bornOn',
      late: 'close',
    },
    register: {
      title: 'Register the birth',
      service: 'registry.birth',
      needs: ['visit'],
      input: { record: from('visit.record', from('event.record')), bornOn: from('event.bornOn') },
      within: '1 working day',
      late: {
        granted: { law: 'Law 2', answer: { actNumber: '1', actDate: '2024-01-01', place: 'town' } },
      },
      essential: true,
      undo: 'registry.annul',
    },
    number: {
      title: 'Issue a number',
      service: 'numbers.issue',
      needs: ['register'],
      input: { actNumber: from('register.actNumber') },
      after: 'event.child.seenOn',
    },
    home: {
      title: 'Register the home',
      service: 'homes.register',
      needs: ['number'],
      when: all(
        done('number'),
        is('number.count', 2),
        includes('number.tags', 'resident'),
        present('number.pinfl'),
      ),
      input: {
        pinfl: from('number.pinfl'),
        office: from('number.at.office', from('event.child.office', 'main')),
        move: { on: from('event.bornOn'), kind: 'first' },
      },
      after: '2 days',
      since: 'number',
    },
    desk: {
      title: 'Come after a refusal',
      service: 'registry.visit',
      by: 'registry',
      needs: ['home'],
      when: refused('home'),
    },
    later: {
      title: 'Register the home without a move',
      service: 'homes.register',
      needs: ['desk', 'number', 'home'],
      when: any(refused('home'), is('home.ok', false)),
      input: { pinfl: from('number.pinfl'), office: 'main', move: null, rooms: 2 },
    },
    confirm: {
      title: 'Confirm',
      service: 'company.confirm',
      each: from('event.founders'),
      by: 'item',
      when: all(is('item.share', 1), present('item.pinfl')),
      input: { share: from('item.share') },
    },
    sign: {
      title: 'Keep the signature',
      service: 'company.sign',
      each: from('confirm'),
      needs: ['confirm'],
      when: present('item.signedAt'),
      input: { signedAt: from('item.signedAt', 'never') },
    },
    look: {
      title: 'Look at a founder',
      service: 'company.look',
      each: from('event.founders'),
      input: { founder: from('item') },
    },
    ask: {
      title: 'Ask all',
      service: 'company.confirm',
      each: from('event.founders'),
      by: 'item',
      input: { share: from('item.share') },
    },
    company: {
      title: 'Register the company',
      service: 'company.register',
      needs: ['ask'],
      input: { confirmations: from('ask') },
    },
  },
});
