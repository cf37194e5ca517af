import { Command, InvalidArgumentError, Option } from 'commander';
import { birthDate } from '../catalogue/uz/pinfl.ts';
import { today } from '../catalogue/uz/today.ts';
import { newPerson } from './demo/people.ts';

interface Wanted {
  readonly born: string;
  readonly sex: 'female' | 'male';
  readonly situation?: number;
}

/** Prints a personal number of nobody, another one each time: `npm run --silent pinfl -- --situation 904`. */
const program = new Command('npm run --silent pinfl --')
  .description('Prints a synthetic personal number (PINFL) with a right check digit.')
  .option('--born <date>', 'day of birth, YYYY-MM-DD', '1990-05-01')
  .addOption(new Option('--sex <sex>').choices(['female', 'male']).default('female'))
  .option('--situation <digits>', 'agreed situation of the simulator, see docs/situations.md', situationOf)
  .parse();

const { born, sex, situation } = program.opts<Wanted>();
const { pinfl } = newPerson(born, sex, situation);
if (birthDate(pinfl) !== born || born < '1900' || born > today())
  program.error('--born must be a day from 1900 on that is not in the future, written YYYY-MM-DD.');
process.stdout.write(`${pinfl}\n`);

/** Digits 11 to 13; folders of data may agree on further ones than ours. */
function situationOf(digits: string): number {
  if (/^9\d\d$/.test(digits)) return Number(digits);
  throw new InvalidArgumentError('Write three digits from 900 to 999, e.g. 904.');
}
