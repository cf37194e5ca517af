import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from '../../scripts/environment/folders.ts';

/** The limits of agencies must not be what is measured. */
const perSecond = 20_000;

/** What a catalogue is read from (catalogue/read-folder.ts). */
const parts =
  /^(agencies\/[\w-]+|life-events\/[\w-]+\/\d{4}-\d{2}-\d{2}|texts\/[\w.-]+|rates|country|calendar\/index)\.ts$/;

/**
 * Writes a folder that offers what catalogue/uz offers, from its own files, by agencies that take as much as can be sent.
 * Gives all folders of the bench as CATALOGUE has them.
 */
export async function writeCatalogue(folder: string): Promise<string> {
  const own = join(root, 'catalogue/uz');
  const written = join(folder, 'catalogue');
  const files = (await readdir(own, { recursive: true })).filter((file) => parts.test(file));
  await mkdir(written, { recursive: true });
  await writeFile(join(written, 'package.json'), '{ "type": "module" }\n');
  for (const file of files) {
    const from = JSON.stringify(join(own, file));
    await mkdir(dirname(join(written, file)), { recursive: true });
    await writeFile(join(written, file), file.startsWith('agencies/') ? unlimited(from) : again(from));
  }
  return [written, join(root, 'bench/catalogue')].join(':');
}

const again = (from: string): string => `export * from ${from};\n`;

/** Its own export goes before that of the same name which it passes on. */
const unlimited = (from: string): string =>
  `import { agency as own } from ${from};\n${again(from)}export const agency = { ...own, perSecond: ${perSecond} };\n`;
