import { readFileSync } from 'node:fs';
import { ownPart } from '../../catalogue/own-part.ts';
import { pagesOf } from '../../scripts/draw/pages.ts';
import { uzbekistan } from './support/catalogue.ts';

describe('pages that are written from the catalogue', () => {
  it('show the catalogue as it is; npm run draw writes them anew', async () => {
    const catalogue = await uzbekistan();
    const pages = pagesOf(catalogue, await ownPart(catalogue, 'catalogue/uz'));

    expect([...pages.keys()]).toEqual([
      'docs/life-events/child-birth.md',
      'docs/life-events/open-business.md',
      'docs/situations.md',
    ]);
    for (const [path, page] of pages) expect(readFileSync(path, 'utf8')).toBe(page);
  });
});
