import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCatalogue } from '../catalogue/load.ts';
import { differences, lockOf, type Lock } from '../notation/lock.ts';
import { root } from './environment/folders.ts';

/** `npm run lock`: writes the shapes of all versions of our own catalogue, and says what is no longer as it was. */
const file = join(root, 'routes.lock.json');
const catalogue = await loadCatalogue([join(root, 'catalogue/uz')]);
const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Lock) : {};
const changes = differences(before, catalogue);

writeFileSync(file, `${JSON.stringify(lockOf(catalogue), null, 2)}\n`);
const said =
  changes.length === 0 ? ['routes.lock.json is as it was.'] : ['routes.lock.json is written:', ...changes];
process.stdout.write(`${said.join('\n')}\n`);
