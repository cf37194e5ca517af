import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { arrowsAsMarkdown } from './arrows/draw.ts';
import { root } from './environment/folders.ts';

/** `npm run arrows`: draws who may import whom between the markers of docs/ARCHITECTURE.md. `--check` only compares. */
const file = join(root, 'docs/ARCHITECTURE.md');
const begin = '<!-- arrows:begin -->';
const end = '<!-- arrows:end -->';

const page = readFileSync(file, 'utf8');
const [before, rest = ''] = page.split(begin);
const after = rest.split(end)[1];
if (before === undefined || after === undefined)
  throw new Error(`docs/ARCHITECTURE.md lacks ${begin} … ${end}.`);
const drawn = `${before}${begin}\n${arrowsAsMarkdown()}${end}${after}`;

if (!process.argv.includes('--check')) {
  writeFileSync(file, drawn);
} else if (drawn !== page) {
  process.stderr.write('docs/ARCHITECTURE.md shows old arrows. Run npm run arrows.\n');
  process.exitCode = 1;
}
