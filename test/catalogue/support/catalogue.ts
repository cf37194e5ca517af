import { join } from 'node:path';
import { loadCatalogue } from '../../../catalogue/load.ts';

const folder = (path: string): string => join(__dirname, '../../..', path);

/** Our own catalogue, and with others put on top of it. */
export const uzbekistan = (...more: readonly string[]) =>
  loadCatalogue([folder('catalogue/uz'), ...more.map(folder)]);
