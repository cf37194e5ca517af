/** Purposes for which data are used; the agencies' English names stand in their own files. */
export const texts = {
  'purpose.bank-account': 'Opening a bank account',
  'purpose.birth-benefit': 'Granting the birth benefit',
  'purpose.birth-registration': 'Registering a birth',
  'purpose.company-registration': 'Registering a business',
  'purpose.documents': 'Issuing a document',
  'purpose.health-care': 'Enrolling with a family clinic',
  'purpose.kindergarten': 'Joining the queue of a kindergarten',
  'purpose.licence': 'Granting a licence',
  'purpose.life-status': 'Making sure, before a payment or message, that a person lives',
  'purpose.notify': 'Telling a person',
  'purpose.personal-number': 'Issuing a personal number (PINFL)',
  'purpose.residence': 'Registering a residence',
  'purpose.state-duty': 'Collecting state duties and fees',
  'purpose.tax': 'Keeping tax records',
};
