import { Command } from 'commander';
import { readSettings } from './environment/config.ts';

/** Prints a development token: `npm run --silent token -- citizen --pinfl N`. The simulator makes it. */
const program = new Command('npm run --silent token --').description(
  'Prints a development token for the API.',
);
program.command('portal').option('--client <name>', 'name of the portal').action(print('portal'));
program.command('citizen').requiredOption('--pinfl <number>', 'personal number').action(print('citizen'));
program.command('officer').requiredOption('--team <agency>', "the agency's id").action(print('officer'));
program.command('analyst').action(print('analyst'));
await program.parseAsync();

function print(role: string) {
  return async (claims: Record<string, string>) => {
    const { simulator } = readSettings().url;
    const answer = await fetch(`${simulator}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ role, ...claims }),
    }).catch(() =>
      program.error(
        `The simulator, which makes development tokens, does not answer at ${simulator}. Run npm start first.`,
      ),
    );
    if (!answer.ok) program.error(`The simulator refused to make this token (status ${answer.status}).`);
    const { access_token: token } = (await answer.json()) as { access_token: string };
    process.stdout.write(`${token}\n`);
  };
}
