import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { readDeeds } from '../../../analysis/deeds/index.ts';
import { printStory, tellStory } from '../../../analysis/story/index.ts';
import { loadCatalogue } from '../../../catalogue/load.ts';
import { root } from '../../../scripts/environment/folders.ts';
import { wordsOf } from '../../../scripts/replay/catalogue-words.ts';

const folder = join(root, 'test/analysis/story');

/** Tests hurry: a second of theirs is told as more than a day. */
const slower = 100_000;

async function printed(name: string): Promise<string> {
  const words = wordsOf(await loadCatalogue([join(root, 'catalogue/uz')]));
  const history = historyFromJSON(JSON.parse(readFileSync(join(folder, `histories/${name}.json`), 'utf8')));
  const { deeds, ...whole } = readDeeds(history);
  const begun = deeds[0]?.at.getTime() ?? 0;
  const slow = (at: Date) => new Date(Date.UTC(2026, 10, 2) + (at.getTime() - begun) * slower);
  const slowed = deeds.map((deed) => ({ ...deed, at: slow(deed.at) }));
  return printStory(words, name, tellStory({ ...whole, deeds: slowed }));
}

describe('a story as text', () => {
  it('tells a birth in which the clinic was full', async () => {
    expect(`${await printed('birth')}\n`).toBe(readFileSync(join(folder, 'birth.txt'), 'utf8'));
  });

  it('tells a company whose register was down for long', async () => {
    expect(`${await printed('company')}\n`).toBe(readFileSync(join(folder, 'company.txt'), 'utf8'));
  });
});
