import { readFileSync } from 'node:fs';
import { loadCatalogue } from '../../catalogue/load.ts';
import { differences, type Lock } from '../../notation/lock.ts';

describe('routes.lock.json', () => {
  it('still tells how every version of every life event runs', async () => {
    const lock = JSON.parse(readFileSync('routes.lock.json', 'utf8')) as Lock;
    expect(differences(lock, await loadCatalogue(['catalogue/uz']))).toEqual([]);
  });
});
