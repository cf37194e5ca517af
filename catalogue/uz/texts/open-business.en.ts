/** A business opens; the titles of its steps stand in the definition. */
export const texts = {
  'cadastre.building.no-such-building': 'The Cadastre knows no building under that number.',
  'cadastre.building.no-such-building.remedy': 'Check the cadastral number and enter it again.',
  'mend.cadastre.building.cadastralNumber': 'Enter the cadastral number of the address again',

  'business-register.reserve-name.name-taken': 'A business with this name exists already.',
  'business-register.reserve-name.name-taken.remedy': 'Choose another name.',
  'business-register.reserve-name.name-not-allowed': 'The law does not allow this name.',
  'business-register.reserve-name.name-not-allowed.remedy':
    'Choose a name without words that are kept for the state.',
  'mend.business-register.reserve-name.name': 'Choose another name for the business',

  'mygov.warn-of-lapse.no-channel':
    'This person has neither an account at the portal nor a telephone number there.',
  'mygov.warn-of-lapse.no-channel.remedy':
    'Complete the registration before the reservation of the name lapses.',

  'personalisation.issue-foreigner-pinfl.passport-not-valid': 'The passport of the founder is not valid.',
  'personalisation.issue-foreigner-pinfl.passport-not-valid.remedy': 'Enter the number of a valid passport.',
  'mend.personalisation.issue-foreigner-pinfl.passport':
    'Enter the number of a valid passport of the founder',

  'tax.head-of-company.company-not-found': 'The tax register knows no company under that number.',
  'tax.head-of-company.company-not-found.remedy': 'Check the taxpayer number and enter it again.',
  'mend.tax.head-of-company.tin': 'Enter the taxpayer number of the founding company again',

  'task.business-register.confirm-founding': 'Confirm that you found this business',
  'business-register.confirm-founding.declined':
    'A founder did not agree, so the business was not registered.',
  'business-register.confirm-founding.declined.remedy': 'Agree with all founders, then apply again.',
  'business-register.confirm-founding.too-late':
    'A founder did not answer in time, so the business was not registered.',
  'business-register.confirm-founding.too-late.remedy':
    'Apply again and ask every founder to confirm in time.',

  'business-register.register-company.founder-barred': 'One of the founders may not found a business.',
  'business-register.register-company.founder-barred.remedy':
    'Have the ban lifted, or apply again without this founder.',
  'business-register.register-company.name-differs': 'The name differs from the one that was reserved.',
  'business-register.register-company.name-differs.remedy': 'Apply again; the name will be reserved anew.',
  'business-register.register-company.documents-incomplete': 'Documents that the law asks for are missing.',
  'business-register.register-company.documents-incomplete.remedy':
    'Read in the evidence what is missing, then apply again.',
  'business-register.register-company.sole-owner-chain':
    'A company that one person owns may not be the only founder of another company.',
  'business-register.register-company.sole-owner-chain.remedy': 'Apply again with a further founder.',

  'bank.open-account.bank-declines': 'The bank does not open the account.',
  'bank.open-account.bank-declines.remedy': 'Choose another bank.',
  'bank.open-account.no-such-bank': 'There is no bank under that name or code.',
  'bank.open-account.no-such-bank.remedy': 'Choose a bank from the list.',
  'mend.bank.open-account.bank': 'Choose another bank',

  'tax.register-vat.risk-too-high': 'The analysis of risk speaks against registration for value added tax.',
  'tax.register-vat.risk-too-high.remedy':
    'Read the reasons in your tax account; when they are gone, apply there again.',

  'licensing.apply.requirements-not-met': 'The requirements for this licence are not met.',
  'licensing.apply.requirements-not-met.remedy':
    'Read in the evidence what is missing, then apply again at license.gov.uz.',

  'because.duty-online': 'For an application online the state duty is half a base amount.',
  'because.duty-of-sole-trader': 'No state duty is charged here for a sole trader: to be confirmed.',
  'because.capital-in-a-year': 'The charter capital is to be paid in within a year of registration.',
};
