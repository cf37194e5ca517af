/** A child is born; the titles of its steps stand in the definition. */
export const texts = {
  'task.civil-registry.visit':
    'Come to any civil registry office with your passport, then enter the number of the confirmation you were given',
  'civil-registry.visit.declined': 'You said that you will not come to the registry office.',
  'civil-registry.visit.declined.remedy': 'The birth must still be registered: come to any registry office.',
  'civil-registry.visit.too-late': 'Nobody came to the registry office within a month of the birth.',
  'civil-registry.visit.too-late.remedy':
    'Come to any registry office; it will tell you what a late registration needs.',

  'civil-registry.register-birth.already-registered': 'This birth has been registered before.',
  'civil-registry.register-birth.already-registered.remedy':
    'Ask any registry office for a copy of the record.',
  'civil-registry.register-birth.record-contradicts':
    "What you reported differs from the hospital's birth record.",
  'civil-registry.register-birth.record-contradicts.remedy':
    'Check the number of the birth record and enter it again.',
  'mend.civil-registry.register-birth.medicalRecord': "Enter the number of the hospital's birth record again",

  'personalisation.issue-pinfl.act-not-found':
    'The record of the birth has not reached the Personalisation Centre.',
  'personalisation.issue-pinfl.act-not-found.remedy':
    'Ask the registry office that registered the birth to send it again.',

  'health.enrol-newborn.clinic-full': 'The clinic you chose takes no more patients.',
  'health.enrol-newborn.clinic-full.remedy': 'Choose another clinic.',
  'health.enrol-newborn.no-such-clinic': 'There is no clinic under that name or code.',
  'health.enrol-newborn.no-such-clinic.remedy': 'Choose a clinic from the list.',
  'mend.health.enrol-newborn.clinic': 'Choose another clinic',

  'interior.register-residence.no-permanent-address': 'The parent has no permanent address in the register.',
  'interior.register-residence.no-permanent-address.remedy':
    'Register your own residence first, then that of the child at a Public Services Centre.',

  'preschool.join-queue.takes-no-applications': 'The kindergarten you chose takes no applications.',
  'preschool.join-queue.takes-no-applications.remedy': 'Choose another kindergarten.',
  'preschool.join-queue.none-chosen': 'You asked for a place in a queue but named no kindergarten.',
  'preschool.join-queue.none-chosen.remedy': 'Choose a kindergarten.',
  'mend.preschool.join-queue.kindergarten': 'Choose a kindergarten',

  'social-protection.pay-birth-benefit.no-account': 'We do not know where to pay the benefit to.',
  'social-protection.pay-birth-benefit.no-account.remedy': 'Name a card, a bank account or a post office.',
  'social-protection.pay-birth-benefit.account-closed': 'The card or account you named is closed.',
  'social-protection.pay-birth-benefit.account-closed.remedy':
    'Name another card, bank account or post office.',
  'social-protection.pay-birth-benefit.paid-before': 'The benefit for this child has been paid before.',
  'social-protection.pay-birth-benefit.paid-before.remedy':
    'Ask an "Inson" centre when and where to it was paid.',
  'mend.social-protection.pay-birth-benefit.payout':
    'Name a card, a bank account or a post office for the benefit',

  'civil-registry.paper-certificate.not-paid': 'The fee for the paper certificate is not paid.',
  'civil-registry.paper-certificate.not-paid.remedy':
    'Pay it at any registry office, where the certificate is printed too.',
  'treasury.payment.too-late': 'The invoice was not paid in time.',
  'treasury.payment.too-late.remedy': 'Apply again; you will get a new invoice.',
  'interior.issue-id-card.photo-needed': 'A photograph of the child is needed.',
  'interior.issue-id-card.photo-needed.remedy': 'Come to a Public Services Centre with the child.',
  'mygov.congratulate.no-channel':
    'The parent has neither an account at the portal nor a telephone number there.',
  'mygov.congratulate.no-channel.remedy': 'Nothing needs to be done: everything stands in the route.',

  'because.every-birth': 'The benefit was due for every birth.',
  'because.first-child': 'It is the first child: the benefit is due to every mother.',
  'because.second-child-in-register': 'It is the second child, and the family is in the social register.',
  'because.second-child-not-in-register':
    'It is the second child: the benefit is due only to families in the social register.',
  'because.third-or-later-child': 'The benefit is due for the first and second child only.',
  'because.certificate-fee': 'The paper certificate costs 15 % of the base amount.',
  'because.no-parents': 'The certificate of a child without known parents is free.',
};
