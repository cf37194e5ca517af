import { syntheticPinfl } from '../../../catalogue/uz/synthetic.ts';

const person = (serial: number): string => syntheticPinfl({ bornOn: '1985-06-15', sex: 'female', serial });

/** Nobody: numbers made up with a right check digit. */
export const people = {
  leader: person(101),
  patron: person(102),
  alto: person(103),
  bass: person(104),
  stranger: person(105),
};
