import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../../scripts/environment/folders.ts';

/** As `node --cpu-prof` writes it, as far as it is read here. Microseconds. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Where one thread spent its time. */
export interface ThreadProfile {
  /** `hayot-worker`, `hayot-api`. */
  readonly process: string;
  /** 0 is the main one; others carry workflows. */
  readonly thread: number;
  readonly busyMs: number;
  /** The most first; `share` of what was busy. */
  readonly parts: readonly { readonly of: string; readonly ms: number; readonly share: number }[];
}

const most = 16;

/** Time by package of npm, folder of ours, and part of Node, each by what it ran itself. Waiting is left out. */
export function partsOf({ nodes, samples, timeDeltas }: CpuProfile): Pick<ThreadProfile, 'busyMs' | 'parts'> {
  const owners = new Map(nodes.map(({ id, callFrame }) => [id, ownerOf(callFrame)]));
  const spent = new Map<string, number>();
  for (const [index, node] of samples.entries()) {
    const owner = owners.get(node) ?? 'unknown';
    spent.set(owner, (spent.get(owner) ?? 0) + (timeDeltas[index] ?? 0) / 1_000);
  }
  spent.delete('idle');
  const busyMs = [...spent.values()].reduce((sum, ms) => sum + ms, 0);
  const parts = [...spent]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, most)
    .map(([of, ms]) => ({ of, ms: Math.round(ms), share: Math.round((1_000 * ms) / busyMs) / 1_000 }));
  return { busyMs: Math.round(busyMs), parts };
}

type Frame = CpuProfile['nodes'][number]['callFrame'];

function ownerOf({ functionName, url }: Frame): string {
  if (url === '') return functionName.replace(/^\((.*)\)$/, '$1');
  if (url.startsWith('node:')) return 'node';
  const inPackage = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url);
  if (inPackage?.[1] !== undefined) return inPackage[1];
  const path = relative(root, url.startsWith('file:') ? fileURLToPath(url) : url);
  return path.startsWith('..') ? 'workflow bundle' : path.replace(/\/.*/, '');
}

/** All profiles in a folder that has one folder for each process. */
export async function readProfiles(folder: string): Promise<ThreadProfile[]> {
  const processes = await readdir(folder);
  const read = processes.map(async (process) => {
    const files = (await readdir(join(folder, process))).filter((file) => file.endsWith('.cpuprofile'));
    return Promise.all(
      files.map(async (file): Promise<ThreadProfile> => {
        const profile = JSON.parse(await readFile(join(folder, process, file), 'utf8')) as CpuProfile;
        return { process, thread: threadOf(file), ...partsOf(profile) };
      }),
    );
  });
  return (await Promise.all(read)).flat().toSorted((one, other) => other.busyMs - one.busyMs);
}

/** CPU.<date>.<time>.<process>.<thread>.<number>.cpuprofile */
const threadOf = (file: string): number => Number(file.split('.')[4] ?? 0);
