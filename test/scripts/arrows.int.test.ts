import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommand } from '../../scripts/environment/commands.ts';
import { root } from '../../scripts/environment/folders.ts';

const others: Readonly<Record<string, string>> = {
  'notation/shape.ts': 'export const shape = 1;\nexport interface Shape { readonly a: 1 }\n',
  'notation/holds.ts': 'export const holds = true;\n',
  'db/steps.ts': 'export const steps = 1;\n',
  'db/personal/schema.ts': 'export const people = 1;\n',
  'activities/perform.ts': 'export const perform = 1;\n',
};

const planted: readonly (readonly [what: string, file: string, imported: string, rule: string])[] = [
  [
    'the engine takes more than types',
    'workflows/engine/shape.ts',
    '../../notation/shape.ts',
    'workflows/engine-imports-only-types-of-notation',
  ],
  [
    'the engine knows activities',
    'workflows/engine/act.ts',
    '../../activities/perform.ts',
    'workflows/engine-imports-only-its-arrows',
  ],
  ['a workflow uses zod', 'workflows/parse.ts', 'zod', 'workflows-uses-only-its-packages'],
  ['a workflow reads a file', 'workflows/read.ts', 'node:fs', 'workflows-has-no-built-ins'],
  ['the notation logs', 'notation/log.ts', 'pino', 'notation-uses-only-its-packages'],
  ['terms know the notation', 'terms/shape.ts', '../notation/shape.ts', 'terms-imports-only-its-arrows'],
  [
    'the API calls an agency itself',
    'api/call.ts',
    '../activities/perform.ts',
    'api-imports-only-its-arrows',
  ],
  [
    'personal data is read past its door',
    'api/peek.ts',
    '../db/personal/schema.ts',
    'one-door-to-personal-data',
  ],
  [
    'the demo looks into the database',
    'scripts/demo/cheat.ts',
    '../../db/steps.ts',
    'the-demo-is-a-stranger',
  ],
  ['a file is not there', 'api/lost.ts', './nowhere.ts', 'everything-is-found'],
  ['two files need each other', 'db/one.ts', './other.ts', 'no-circles'],
];

let house: string;
beforeEach(() => {
  house = mkdtempSync(join(tmpdir(), 'hayot-arrows-'));
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
  put('package.json', '{"type":"module","dependencies":{"zod":"1","pino":"1"}}');
  put('tsconfig.json', '{}');
  for (const folder of folders) mkdirSync(join(house, folder));
  for (const [file, text] of Object.entries(others)) put(file, text);
});
afterEach(() => {
  rmSync(house, { recursive: true });
});

const folders = ['notation', 'workflows', 'db', 'activities', 'api', 'terms', 'scripts'];

function put(file: string, text: string): void {
  mkdirSync(dirname(join(house, file)), { recursive: true });
  writeFileSync(join(house, file), text);
}

/** Which file breaks which rule. */
async function broken(): Promise<Record<string, string>> {
  const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [
    depcruise,
    '--config',
    join(root, '.dependency-cruiser.mjs'),
    '--output-type',
    'json',
    ...folders,
  ];
  const environment = { ...process.env, NODE_OPTIONS: '' };
  const { printed } = await runCommand(process.execPath, args, { cwd: house, environment });
  const { summary } = JSON.parse(printed) as {
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  return Object.fromEntries(summary.violations.map(({ from, rule }) => [from, rule.name]));
}

describe('who may import whom', () => {
  it('finds nothing wrong where every room keeps to its arrows', async () => {
    put(
      'workflows/engine/run.ts',
      "import { holds } from '../../notation/holds.ts';\nexport const run = holds;\n",
    );
    put(
      'workflows/engine/of.ts',
      "import type { Shape } from '../../notation/shape.ts';\nexport type Of = Shape;\n",
    );
    put('activities/call.ts', "import { steps } from '../db/steps.ts';\nexport const call = steps;\n");

    expect(await broken()).toEqual({});
  });

  it(`refuses it when ${planted.map(([what]) => what).join(', ')}`, async () => {
    put('db/other.ts', "import * as it from './one.ts';\nexport const a: unknown = it;\n");
    for (const [, file, imported] of planted)
      put(file, `import * as it from '${imported}';\nexport const a: unknown = it;\n`);

    expect(await broken()).toEqual(Object.fromEntries(planted.map(([, file, , rule]) => [file, rule])));
  });
});
