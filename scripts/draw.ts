import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadCatalogue } from '../catalogue/load.ts';
import { pagesOf } from './draw/pages.ts';
import { root } from './environment/folders.ts';

/** `npm run draw`: writes docs/life-events/ and docs/situations.md from our own catalogue. */
const catalogue = await loadCatalogue([join(root, 'catalogue/uz')]);

for (const [path, page] of pagesOf(catalogue)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), page);
  process.stdout.write(`${path}\n`);
}
