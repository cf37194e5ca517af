import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { keptFile, keptFileName, type Read, readHistoryFiles } from '../../../analysis/history/index.ts';
import { root } from '../../../scripts/environment/folders.ts';

const corpus = join(root, 'test/workflows/histories');
const one = join(corpus, 'company-founded.json');

describe('histories in files', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hayot-read-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function read(...paths: string[]): Promise<Read[]> {
    const all: Read[] = [];
    for await (const one of readHistoryFiles(paths)) all.push(one);
    return all;
  }

  it('are read from a folder and those below, in the order of their names', async () => {
    const all = await read(corpus);

    expect(all.length).toBeGreaterThan(10);
    expect(all.filter((one) => 'fault' in one)).toEqual([]);
    expect(all.map(({ from }) => from)).toEqual(all.map(({ from }) => from).toSorted());
  });

  it('come back from our own format as they were', async () => {
    const [first] = await read(one);
    if (first === undefined || !('route' in first)) throw new Error('nothing was read');
    const file = join(folder, keptFileName(first.route.workflowId));
    await writeFile(file, await keptFile(first.route));

    const [again] = await read(file);
    if (again === undefined || !('route' in again)) throw new Error('nothing was read');

    expect(again.from).toBe(join(folder, 'company-founded.json.gz'));
    expect(again.route).toMatchObject({
      workflowId: 'company-founded',
      workflowType: 'open-business',
      runId: first.route.runId,
    });
    expect(historyToJSON(again.route.history)).toBe(historyToJSON(first.route.history));
  });

  it('that are broken do not keep the others from being read', async () => {
    await mkdir(join(folder, 'below'));
    await writeFile(join(folder, 'a.json'), '{"events": [');
    await writeFile(join(folder, 'b.json.gz'), Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]));
    await writeFile(join(folder, 'below', 'c.json.gz'), gzipSync('{}'));
    await writeFile(join(folder, 'notes.txt'), 'not a history');

    const [a, b, c, d, ...rest] = await read(folder, one);

    expect(a).toEqual({ from: join(folder, 'a.json'), fault: expect.stringContaining('cut off') });
    expect(b).toEqual({ from: join(folder, 'b.json.gz'), fault: expect.stringContaining('gzip') });
    expect(c).toEqual({ from: join(folder, 'below/c.json.gz'), fault: expect.stringMatching(/^holds no e/) });
    expect(d).toMatchObject({ from: one, route: { workflowId: 'company-founded' } });
    expect(rest).toEqual([]);
  });

  it('that unpack to more than any route can have written are refused, not unpacked', async () => {
    const file = join(folder, 'bomb.json.gz');
    await writeFile(file, gzipSync(Buffer.alloc(140 * 1024 * 1024)));

    expect(await read(file)).toEqual([
      { from: file, fault: expect.stringMatching(/^is larger than 128 MiB/) },
    ]);
  });

  it('that are not there are named', async () => {
    expect(await read(join(folder, 'nowhere'), folder)).toEqual([
      { from: join(folder, 'nowhere'), fault: 'cannot be found. Correct the path.' },
      { from: folder, fault: 'holds no file whose name ends in .json or .json.gz.' },
    ]);
  });
});
