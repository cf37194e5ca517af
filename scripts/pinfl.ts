import { Command, Option } from 'commander';
import { birthDate } from '../catalogue/uz/pinfl.ts';
import { situations } from '../catalogue/uz/situations.ts';
import { today } from '../catalogue/uz/today.ts';
import { newPerson } from './demo/people.ts';

interface Wanted {
  readonly born: string;
  readonly sex: 'female' | 'male';
  readonly situation?: string;
}

/** Prints a personal number of nobody, another one each time: `npm run --silent pinfl -- --situation 904`. */
const program = new Command('npm run --silent pinfl --')
  .description('Prints a synthetic personal number (PINFL) with a right check digit.')
  .option('--born <date>', 'day of birth, YYYY-MM-DD', '1990-05-01')
  .addOption(new Option('--sex <sex>').choices(['female', 'male']).default('female'))
  .addOption(
    new Option('--situation <digits>', 'agreed situation of the simulator, see docs/situations.md').choices(
      Object.keys(situations),
    ),
  )
  .parse();

const { born, sex, situation } = program.opts<Wanted>();
const { pinfl } = newPerson(born, sex, situation === undefined ? undefined : Number(situation));
if (birthDate(pinfl) !== born || born < '1900' || born > today())
  program.error('--born must be a day from 1900 on that is not in the future, written YYYY-MM-DD.');
process.stdout.write(`${pinfl}\n`);
