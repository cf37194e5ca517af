import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CpuProfile, partsOf, readProfiles } from '../../bench/measure/profile.ts';
import { root } from '../../scripts/environment/folders.ts';

const frames = [
  ['(idle)', ''],
  ['(garbage collector)', ''],
  ['query', pathToFileURL(join(root, 'node_modules/pg/lib/client.js')).href],
  ['decode', join(root, 'node_modules/@temporalio/proto/index.js')],
  ['findCallState', pathToFileURL(join(root, 'db/call-state.ts')).href],
  ['settle', join(root, 'db/personal/settle-first.ts')],
  ['emit', 'node:events'],
  ['carry', '/elsewhere/workflow-bundle.js'],
] as const;

const profile: CpuProfile = {
  nodes: frames.map(([functionName, url], id) => ({ id, callFrame: { functionName, url } })),
  samples: [0, 1, 2, 2, 3, 4, 5, 6, 7],
  timeDeltas: [900_000, 5_000, 20_000, 20_000, 15_000, 10_000, 10_000, 12_000, 8_000],
};

it('tells what a thread was busy with, by package and folder, the most first', () => {
  expect(partsOf(profile)).toEqual({
    busyMs: 100,
    parts: [
      { of: 'pg', ms: 40, share: 0.4 },
      { of: 'db', ms: 20, share: 0.2 },
      { of: '@temporalio/proto', ms: 15, share: 0.15 },
      { of: 'node', ms: 12, share: 0.12 },
      { of: 'workflow bundle', ms: 8, share: 0.08 },
      { of: 'garbage collector', ms: 5, share: 0.05 },
    ],
  });
});

it('is read for all threads of all processes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'profiles-'));
  const keep = async (process: string, file: string, kept: CpuProfile) => {
    await mkdir(join(folder, process), { recursive: true });
    await writeFile(join(folder, process, file), JSON.stringify(kept));
  };
  await keep('hayot-api', 'CPU.20261123.093000.77.0.001.cpuprofile', profile);
  await keep('hayot-worker', 'CPU.20261123.093000.78.3.002.cpuprofile', {
    ...profile,
    samples: [2],
    timeDeltas: [300_000],
  });
  const read = await readProfiles(folder).finally(() => rm(folder, { recursive: true }));

  expect(read.map(({ process, thread, busyMs }) => [process, thread, busyMs])).toEqual([
    ['hayot-worker', 3, 300],
    ['hayot-api', 0, 100],
  ]);
});
