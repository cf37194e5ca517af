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

describe('a journal', () => {
  it('gives back in order what was promised', async () => {
    const many = Array.from({ length: 500 }, (_, index) => ({ index, text: 'oʻzbek\n' }));
    await write(...many.slice(0, 300));
    await write(...many.slice(300));

    expect((await openJournal(path)).lines).toEqual(many);
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

    expect((await openJournal(path)).lines).toEqual([{ a: 1 }, { a: 3 }]);
  });

  it('that was damaged elsewhere is refused, with the line and the remedy', async () => {
    await write({ a: 1 });
    await writeFile(path, '{"a":1}\nspoilt\n{"a":3}\n');

    await expect(openJournal(path)).rejects.toThrow(/^Line 2 of .*journal\.jsonl is not JSON.*Move it away/);
  });
});
