import { checkCatalogue } from './environment/catalogue.ts';
import { readSettings } from './environment/config.ts';
import { plainly } from './environment/plainly.ts';

/** `npm run check`: loads and checks every folder of CATALOGUE as npm start does, and starts nothing. */
await plainly(async () => {
  process.stdout.write(`${await checkCatalogue(readSettings().catalogue)}.\n`);
});
