import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../scripts/environment/commands.ts';

export interface FsyncRate {
  /** Writes of 8 kB, each on the disk before the next. */
  readonly perSecond: number;
  readonly by: 'pg_test_fsync' | 'fdatasync in Node';
}

const block = Buffer.alloc(8_192, 1);
const forMs = 1_000;

/** How fast the disk of this folder keeps what it is told: by PostgreSQL's own program where there is one. */
export async function fsyncRate(folder: string): Promise<FsyncRate> {
  const file = join(folder, 'fsync');
  const { succeeded, printed } = await runCommand('pg_test_fsync', ['-s', '1', '-f', file]);
  const perSecond = succeeded ? rateIn(printed) : undefined;
  return perSecond === undefined
    ? { perSecond: ownRate(file), by: 'fdatasync in Node' }
    : { perSecond, by: 'pg_test_fsync' };
}

/** The first line on fdatasync is of one write of 8 kB. */
export function rateIn(printed: string): number | undefined {
  const rate = /^\s*fdatasync\s+([\d.]+) ops\/sec/m.exec(printed)?.[1];
  return rate === undefined ? undefined : Number(rate);
}

function ownRate(file: string): number {
  const descriptor = openSync(file, 'w');
  const began = performance.now();
  let writes = 0;
  for (; performance.now() - began < forMs; writes += 1) {
    writeSync(descriptor, block, 0, block.length, 0);
    fdatasyncSync(descriptor);
  }
  closeSync(descriptor);
  rmSync(file);
  return (writes * 1_000) / (performance.now() - began);
}
