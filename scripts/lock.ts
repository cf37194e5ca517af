import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { loadCatalogue } from '../catalogue/load.ts';
import { ownPart } from '../catalogue/own-part.ts';
import type { Catalogue } from '../notation/catalogue.ts';
import { differences, lockOf, type Lock } from '../notation/lock.ts';
import { homeOf } from './environment/catalogue.ts';
import { readSettings } from './environment/config.ts';
import { plainly } from './environment/plainly.ts';

/**
 * `npm run lock`: writes the shapes of all versions, for each folder of CATALOGUE into a file of its own, and says what
 * is no longer as it was. `--check` only compares, and ends with 1 where something is not.
 */
await plainly(async () => {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const { catalogue: folders } = readSettings();
  const catalogue = await loadCatalogue(folders);
  for (const folder of folders) {
    const changes = lock(
      join(homeOf(folder), 'routes.lock.json'),
      await ownPart(catalogue, folder),
      values.check,
    );
    if (values.check && changes > 0) process.exitCode = 1;
  }
});

/** How many versions are not as the file says. */
function lock(file: string, part: Pick<Catalogue, 'lifeEvents'>, onlyCompare: boolean): number {
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Lock) : {};
  const changes = differences(before, part);
  const isWritten = !onlyCompare && changes.length > 0;
  if (isWritten) writeFileSync(file, `${JSON.stringify(lockOf(part), null, 2)}\n`);
  const name = relative(process.cwd(), file);
  const head =
    changes.length === 0 ? `${name} is as it was.` : `${name} ${isWritten ? 'is written' : 'differs'}:`;
  process.stdout.write(`${[head, ...changes].join('\n')}\n`);
  return changes.length;
}
