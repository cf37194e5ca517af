import { copyFileSync } from 'node:fs';
import { workflowBundle } from './environment/workflow-bundle.ts';

/** `node scripts/bundle.ts <file>`: builds the workflow bundle into a file, for an image. */
const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('Say where the bundle goes: node scripts/bundle.ts <file>');
copyFileSync(await workflowBundle(), file);
