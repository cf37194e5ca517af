/**
 * Agreed situations: what the simulator does for a person whose personal number has these digits 11 to 13. Each
 * service says in its contract what the situation means for it; `npm run draw` writes docs/situations.md.
 */
export const situations = {
  '901': "The register knows no marriage of the child's parents",
  '902': 'By the register this is the second child, and the family is not in the social register',
  '903': 'By the register this is the second child, and the family is in the social register',
  '904': 'The clinic is full (the person can name another one)',
  '905': 'The kindergarten takes no applications (the person can name another one)',
  '906': 'The person is dead',
  '907': 'The agency is slow: it answers after five seconds',
  '908': 'The person may not found companies',
  '909': 'The newborn child has died by the time the benefit is paid',
  '910': 'By the register this is the third child',
  '911': 'The hospital has no birth record under the number that was given',
  '912': 'The benefit has been paid before',
  '913': 'The bank opens no account for this person (another bank can be named)',
  '914': 'The tax office refuses the VAT registration',
  '915': 'The licence is refused',
} as const;

export type SituationCode = keyof typeof situations;
