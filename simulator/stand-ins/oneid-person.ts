import { birthDate } from '../../catalogue/uz/pinfl.ts';
import { seeded, type Seeded } from '../seeded.ts';

export const methods = ['LOGINPASSMETHOD', 'MOBILEMETHOD', 'PKCSMETHOD', 'LEPKCSMETHOD', 'QR'] as const;
export type Method = (typeof methods)[number];

export interface SignedIn {
  readonly pin: string;
  readonly method: Method;
  readonly session: string;
}

/** Invented; every person of the stand-in has these. */
const surnames = ['SINOVOV', 'NAMUNAYEV', 'MISOLOV', 'TAXMINOV'];
const names = { male: ['AZIZ', 'BOTIR', 'DAVRON'], female: ['AZIZA', 'DILNOZA', 'MALIKA'] };
const companyTin = '200000000';

/** What OneID tells of a person who signed in, all made up from the number. Only a company's key names a company. */
export function person({ pin, method, session }: SignedIn, seed: string) {
  const chance = seeded('oneid', seed, pin);
  const sex = Number(pin.at(0)) % 2 === 1 ? 'male' : 'female';
  const surname = pick(surnames, chance) + (sex === 'female' ? 'A' : '');
  const name = pick(names[sex], chance);
  const middle = `${pick(names.male, chance)}${sex === 'female' ? ' QIZI' : " O'G'LI"}`;
  const company = method === 'LEPKCSMETHOD';
  return {
    valid: 'true',
    validation_method: [method],
    pin,
    user_id: `user${chance.digits(8)}`,
    full_name: `${surname} ${name} ${middle}`,
    pport_no: `AA${chance.digits(7)}`,
    birth_date: birthDate(pin),
    sur_name: surname,
    first_name: name,
    mid_name: middle,
    user_type: company ? 'L' : 'I',
    sess_id: session,
    ret_cd: '0',
    auth_method: method,
    ...(company ? { pkcs_legal_tin: companyTin, legal_info: [legal] } : { legal_info: [] }),
  };
}

const legal = {
  is_basic: true,
  tin: companyTin,
  acron_UZ: 'SINOV MCHJ',
  le_tin: companyTin,
  le_name: '"SINOV" MCHJ',
};

function pick(list: readonly string[], chance: Seeded): string {
  return list[chance.below(list.length)] ?? '';
}
