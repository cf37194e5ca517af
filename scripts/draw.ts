import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { loadCatalogue } from '../catalogue/load.ts';
import { ownPart } from '../catalogue/own-part.ts';
import { pagesOf } from './draw/pages.ts';
import { homeOf } from './environment/catalogue.ts';
import { readSettings } from './environment/config.ts';
import { plainly } from './environment/plainly.ts';

/** `npm run draw`: writes docs/life-events/ and docs/situations.md, for each folder of CATALOGUE where it belongs. */
await plainly(async () => {
  const { catalogue: folders } = readSettings();
  const catalogue = await loadCatalogue(folders);
  for (const folder of folders) {
    for (const [path, page] of pagesOf(catalogue, await ownPart(catalogue, folder))) {
      const file = join(homeOf(folder), path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, page);
      process.stdout.write(`${relative(process.cwd(), file)}\n`);
    }
  }
});
