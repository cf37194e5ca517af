import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dataFolder } from './environment/folders.ts';
import { movedData } from './environment/postgres-home.ts';
import { livingRun } from './environment/run-record.ts';

if (process.argv.length > 2) {
  process.stderr.write(
    'npm run reset takes no arguments: it deletes all routes and all data. Nothing was deleted.\n',
  );
  process.exit(2);
}
const living = livingRun(join(dataFolder, 'running.json'));
if (living === undefined) {
  await rm(movedData(join(dataFolder, 'postgres')), { recursive: true, force: true });
  await rm(dataFolder, { recursive: true, force: true });
  process.stdout.write(
    'All routes and all data of this installation are deleted. npm start begins a new one.\n',
  );
} else {
  process.stderr.write(
    `Hayot runs here (${living}). Stop it with Ctrl-C there, then run npm run reset again.\n`,
  );
  process.exitCode = 1;
}
