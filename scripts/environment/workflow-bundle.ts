import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheFolder, root } from './folders.ts';

const entry = join(root, 'workflows/index.ts');
/** Whatever the workflow may import lies here. */
const sources = ['workflows', 'temporal', 'notation', 'terms'];

/**
 * The file with the workflow bundle of the code as it stands. It is built once for each state of the code and kept in
 * `.cache`, named by a hash of what goes into it.
 */
export async function workflowBundle(): Promise<string> {
  const file = join(cacheFolder, 'workflow-bundles', `${await hashOfSources()}.js`);
  if (existsSync(file)) return file;
  // Loaded only now: it brings a bundler along, which a second start does not need.
  const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
  const { code } = await bundleWorkflowCode({ workflowsPath: entry, logger: new DefaultLogger('ERROR') });
  await mkdir(dirname(file), { recursive: true });
  const half = `${file}.${process.pid}`;
  await writeFile(half, code);
  await rename(half, file);
  return file;
}

async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(join(root, 'package-lock.json')));
  for (const folder of sources.filter((name) => existsSync(join(root, name)))) {
    const files = await readdir(join(root, folder), { recursive: true });
    for (const file of files.filter((name) => name.endsWith('.ts')).toSorted()) {
      hash.update(`${folder}/${file}\0`).update(await readFile(join(root, folder, file)));
    }
  }
  return hash.digest('hex').slice(0, 20);
}
