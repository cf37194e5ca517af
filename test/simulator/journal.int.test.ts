import { readdirSync } from 'node:fs';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '../../simulator/journal.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hayot-journal-'));
  path = join(folder, 'deeper', 'journal.jsonl');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(...lines: object[]): Promise<void> {
  const { journal } = await openJournal(path);
  await Promise.all(lines.map((line) => journal.append(line)));
  await journal.close();
}

async function read(): Promise<unknown[]> {
  const { journal, lines } = await openJournal(path);
  await journal.close();
  return lines;
}

/** Files, connections and the like that this process has open. */
const openedNow = () => readdirSync('/dev/fd').length;

describe('a journal', () => {
  it('gives back in order what was promised', async () => {
    const many = Array.from({ length: 500 }, (_, index) => ({ index, text: 'oʻzbek\n' }));
    await write(...many.slice(0, 300));
    await write(...many.slice(300));

    expect(await read()).toEqual(many);
  });

  it('has a line on the disk when its promise settles', async () => {
    const { journal } = await openJournal(path);
    await journal.append({ a: 1 });

    expect(await readFile(path, 'utf8')).toBe('{"a":1}\n');
    await journal.close();
  });

  it('cuts off a torn last line and goes on after it', async () => {
    await write({ a: 1 });
    await appendFile(path, '{"a":2,"half');
    await write({ a: 3 });

    expect(await read()).toEqual([{ a: 1 }, { a: 3 }]);
  });

  it('that was damaged elsewhere is refused, with the line and the remedy, and is not kept open', async () => {
    await write({ a: 1 });
    await writeFile(path, '{"a":1}\nspoilt\n{"a":3}\n');

    const before = openedNow();
    for (let times = 0; times < 20; times += 1)
      await expect(openJournal(path)).rejects.toThrow(
        /^Line 2 of .*journal\.jsonl is not JSON.*Move it away/,
      );

    expect(openedNow() - before).toBeLessThan(20);
  });
});
