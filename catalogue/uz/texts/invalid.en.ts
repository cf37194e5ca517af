/** What is wrong with a number, code, name or date. */
export const texts = {
  'invalid.pinfl-format': 'A personal number has 14 digits, and the first one is 1 to 6.',
  'invalid.pinfl-birth-date': 'Digits 2 to 7 of a personal number are a date of birth; these are no date.',
  'invalid.pinfl-born-in-future': 'By this personal number the person is not born yet.',
  'invalid.pinfl-check-digit': 'The last digit does not fit the others: one of the digits is mistyped.',
  'invalid.tin-format': 'A taxpayer number has 9 digits.',
  'invalid.passport-format': 'A passport has two capital Latin letters and seven digits, e.g. AA1234567.',
  'invalid.foreign-passport-format':
    'Write the passport number with 5 to 20 capital Latin letters and digits.',
  'invalid.country-code': 'Write the country with two or three capital letters, e.g. TR.',
  'invalid.phone-format': 'Write the telephone number as +998 and nine digits.',
  'invalid.oked-format': 'An activity has 5 digits without dots, e.g. 62010.',
  'invalid.cadastral-number-format':
    'Write the cadastral number with digits, letters, ":", "/", "." and "-", 5 to 40 signs.',
  'invalid.document-number-format': 'Write the number with letters and digits, 40 signs at most.',
  'invalid.code-format': 'Write the code or name with letters and digits, 100 signs at most.',
  'invalid.name-letters': "A person's name has letters, spaces, apostrophes and hyphens only.",
  'invalid.company-name-letters': 'The name has a sign that names of businesses may not have.',
  'invalid.company-name-state': 'The words UZ, UZB and Uzbekistan are kept for the state.',
  'invalid.date-in-future': 'This date lies in the future.',
  'invalid.payout-value':
    'The number does not fit: a card has 16 to 19 digits, an account 5 to 34 digits or capital letters.',
  'invalid.parents-same': 'Mother and father cannot be the same person.',
  'invalid.multiple-number': 'The number of this child is greater than the number of children born.',
  'invalid.chosen-twice': 'This is chosen twice.',
  'invalid.founder-twice': 'This founder stands in the list twice.',
  'invalid.shares-not-100': 'The shares of the founders do not make 100 percent together.',
  'invalid.sole-trader-one-founder': 'A sole trader is one person: name one founder.',
  'invalid.sole-trader-person': 'A sole trader is a person, not a company.',
};
