import { join } from 'node:path';
import { root } from '../scripts/environment/folders.ts';

/** Ours, and the one of the bench, as CATALOGUE has them. */
export const catalogueFolders = ['catalogue/uz', 'bench/catalogue']
  .map((folder) => join(root, folder))
  .join(':');
