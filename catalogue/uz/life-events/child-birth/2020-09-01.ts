import { all, any, done, includes, is, not, present } from '../../../../notation/conditions.ts';
import { from } from '../../../../notation/references.ts';
import { defineRoute } from '../../define-route.ts';
import { event } from './event.ts';

const parent = from('event.mother.pinfl', from('event.father.pinfl', null));

/**
 * Births from 1 September 2020 to 31 March 2024: the benefit was due whatever the birth order. Who was entitled and
 * how much it was: to be confirmed.
 */
export const route = defineRoute({
  id: 'child-birth',
  title: 'A child is born',
  inForce: { from: '2020-09-01', by: 'event.bornOn' },
  law: ['PKM 327 of 23.5.2020', 'PKM 244 of 28.3.2018', 'PKM 550 of 20.10.2023'],
  event,
  steps: {
    record: {
      title: 'Look up the medical birth record',
      service: 'health.birth-record',
      when: present('event.medicalRecord'),
      input: { number: from('event.medicalRecord'), parent },
    },
    marriage: {
      title: "Look up the parents' marriage",
      service: 'civil-registry.marriage',
      when: all(present('event.mother'), present('event.father')),
      input: {
        mother: from('event.mother.pinfl'),
        father: from('event.father.pinfl'),
        claimed: from('event.parentsMarried'),
      },
    },
    visit: {
      title: 'Come to the registry in person',
      service: 'civil-registry.visit',
      by: 'applicant',
      needs: ['record', 'marriage'],
      when: any(
        not(present('event.mother')),
        not(is('record.found', true)),
        not(is('marriage.married', true)),
      ),
      within: '1 month',
      since: 'event.bornOn',
    },
    register: {
      title: 'Register the birth',
      service: 'civil-registry.register-birth',
      needs: ['visit', 'marriage'],
      input: {
        medicalRecord: from('event.medicalRecord', null),
        visit: from('visit.confirmation', null),
        bornOn: from('event.bornOn'),
        place: from('event.place'),
        givenName: from('event.child.givenName'),
        sex: from('event.child.sex'),
        multiple: from('event.multiple', null),
        mother: from('event.mother.pinfl', null),
        father: from('event.father.pinfl', null),
        parentsMarried: from('marriage.married', false),
      },
      within: '1 working day',
      essential: true,
    },
    number: {
      title: 'Issue a personal number',
      service: 'personalisation.issue-pinfl',
      needs: ['register'],
      input: {
        actNumber: from('register.actNumber'),
        bornOn: from('event.bornOn'),
        sex: from('event.child.sex'),
        parent,
      },
    },
    clinic: {
      title: 'Enrol with a clinic',
      service: 'health.enrol-newborn',
      needs: ['register'],
      when: includes('event.services', 'clinic'),
      input: { actNumber: from('register.actNumber'), parent, clinic: from('event.clinic', null) },
      undo: 'health.leave-clinic',
    },
    residence: {
      title: "Register the residence at the parent's address",
      service: 'interior.register-residence',
      needs: ['number'],
      when: all(
        includes('event.services', 'residence'),
        any(present('event.mother'), present('event.father')),
      ),
      input: { child: from('number.pinfl'), parent },
      within: '1 working day',
    },
    address: {
      title: 'See the address in the register',
      service: 'interior.residence',
      needs: ['number', 'residence'],
      when: done('residence'),
      input: { child: from('number.pinfl') },
      within: '1 working day',
      since: 'residence',
    },
    kindergarten: {
      title: 'Join the queue of a kindergarten',
      service: 'preschool.join-queue',
      needs: ['register'],
      when: includes('event.services', 'kindergarten'),
      input: {
        actNumber: from('register.actNumber'),
        parent,
        kindergarten: from('event.kindergarten', null),
      },
      undo: 'preschool.leave-queue',
    },
    claims: {
      title: 'Compare what the parents said with the register',
      service: 'civil-registry.compare-claims',
      needs: ['marriage'],
      input: {
        claimedMarried: from('event.parentsMarried'),
        married: from('marriage.married', null),
        claimedBirthOrder: from('event.birthOrder'),
        birthOrder: null,
      },
    },
    entitlement: {
      title: 'Decide on the birth benefit',
      service: 'social-protection.birth-benefit',
      needs: ['register'],
      when: all(includes('event.services', 'benefit'), present('event.mother')),
      input: { bornOn: from('event.bornOn'), birthOrder: from('event.birthOrder'), inRegister: false },
    },
    benefit: {
      title: 'Pay the birth benefit',
      service: 'social-protection.pay-birth-benefit',
      needs: ['number', 'entitlement'],
      when: all(present('event.mother'), is('entitlement.entitled', true)),
      input: {
        child: from('number.pinfl'),
        mother: from('event.mother.pinfl'),
        amount: from('entitlement.amount', null),
        payout: from('event.payout', null),
      },
    },
    fee: {
      title: 'Work out the fee for the paper certificate',
      service: 'civil-registry.certificate-fee',
      needs: ['register'],
      when: includes('event.services', 'certificate'),
      input: {
        registeredOn: from('register.registeredOn'),
        mother: from('event.mother.pinfl', null),
        father: from('event.father.pinfl', null),
      },
    },
    invoice: {
      title: 'Send the invoice for the paper certificate',
      service: 'treasury.issue-invoice',
      needs: ['fee'],
      when: all(done('fee'), not(is('fee.amount', 0))),
      input: { payer: parent, amount: from('fee.amount'), what: 'birth-certificate' },
      undo: 'treasury.cancel-invoice',
    },
    payment: {
      title: 'Wait for the payment of the fee',
      service: 'treasury.payment',
      needs: ['invoice'],
      when: done('invoice'),
      input: { invoice: from('invoice.invoice') },
      within: '30 days',
      late: 'close',
    },
    certificate: {
      title: 'Print the birth certificate',
      service: 'civil-registry.paper-certificate',
      needs: ['register', 'invoice', 'payment'],
      when: includes('event.services', 'certificate'),
      input: {
        actNumber: from('register.actNumber'),
        parent,
        invoice: from('invoice.invoice', null),
      },
    },
    'id-card': {
      title: 'Issue an identity card',
      service: 'interior.issue-id-card',
      needs: ['number'],
      when: includes('event.services', 'id-card'),
      input: { child: from('number.pinfl'), parent },
    },
    congratulation: {
      title: 'Congratulate the parents',
      service: 'mygov.congratulate',
      needs: ['number'],
      when: present('event.mother'),
      input: { child: from('number.pinfl'), parent: from('event.mother.pinfl') },
    },
  },
});
