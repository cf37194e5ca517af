import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { birthDate, hasCheckDigit } from '../../catalogue/uz/pinfl.ts';
import { runCommand } from '../../scripts/environment/commands.ts';
import { openFolder, root } from '../../scripts/environment/folders.ts';
import { ownPlace, start } from './support/started.ts';

const run = (script: string, args: readonly string[], catalogue = 'catalogue/uz') =>
  runCommand(process.execPath, [join(root, 'scripts', script), ...args], {
    cwd: root,
    environment: {
      ...process.env,
      NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
      CATALOGUE: catalogue,
    },
  });

describe('npm run check', () => {
  it('says what is there where nothing is wrong', async () => {
    const { succeeded, printed } = await run('check.ts', [], 'catalogue/uz:test/fixtures/moving-home');

    expect(printed).toMatch(/^3 life events, \d+ services: no faults\.$/);
    expect(succeeded).toBe(true);
  });

  it('lists all faults in words, without a trace of the program', async () => {
    const { succeeded, printed } = await run('check.ts', [], 'catalogue/uz:test/fixtures/faulty');

    expect(printed).toMatch(/^The catalogue has 13 faults:\n/);
    expect(
      printed
        .split('\n')
        .slice(1)
        .filter((line) => !line.startsWith('- ')),
    ).toEqual([]);
    expect(succeeded).toBe(false);
  });
});

describe('npm start', () => {
  const folder = mkdtempSync(join(openFolder, 'hayot-faulty-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('brings no server up on a faulty catalogue, and prints the same list', async () => {
    const place = { ...(await ownPlace(folder)), CATALOGUE: 'catalogue/uz:test/fixtures/faulty' };
    const started = start(place, '--once');
    const code = await started.ended;

    expect(started.printed()).toMatch(/^The catalogue has 13 faults:$/m);
    expect(started.printed()).not.toMatch(/^ +at |^(PostgreSQL|Temporal|Simulator): /m);
    expect(code).toBe(1);
  });
});

describe('the example of the how-to', () => {
  const place = mkdtempSync(join(root, '.cache/example-'));
  afterAll(() => {
    rmSync(place, { recursive: true });
  });

  it('is a life event without faults when its files are copied as they stand', async () => {
    const howTo = readFileSync(join(root, 'docs/how-to-add-a-life-event.md'), 'utf8');
    const files = [...howTo.matchAll(/`sky\/(\S+\.ts)`\n\n```ts\n([^`]*)```/g)];
    for (const [, path = '', text = ''] of files) {
      mkdirSync(dirname(join(place, path)), { recursive: true });
      // One folder deeper in the clone than the reader's.
      writeFileSync(join(place, path), text.replaceAll(/'((?:\.\.\/)+)(catalogue|notation)\//g, "'../$1$2/"));
    }
    const { printed } = await run('check.ts', [], `catalogue/uz:${relative(root, place)}`);

    expect(printed).toMatch(/^3 life events, \d+ services: no faults\.$/);
  });
});

describe('a folder of data beside our own', () => {
  let place: string;
  let catalogue: string;
  const lock = () => readFileSync(join(place, 'moving-home/routes.lock.json'), 'utf8');
  const ours = readFileSync(join(root, 'routes.lock.json'), 'utf8');
  beforeAll(() => {
    // As deep in the clone as the fixture, whose imports are relative.
    place = mkdtempSync(join(root, '.cache/folder-'));
    cpSync(join(root, 'test/fixtures/moving-home'), join(place, 'moving-home'), { recursive: true });
    catalogue = `catalogue/uz:${relative(root, place)}/moving-home`;
  });
  afterAll(() => {
    rmSync(place, { recursive: true });
  });

  it('gets a lock of its own, and ours stays as it is', async () => {
    const { printed } = await run('lock.ts', [], catalogue);

    expect(printed).toMatch(/^routes\.lock\.json is as it was\.$/m);
    expect(Object.keys(JSON.parse(lock()) as object)).toEqual(['move-home']);
    expect(readFileSync(join(root, 'routes.lock.json'), 'utf8')).toBe(ours);
  });

  it('is told by npm run lock -- --check when a version runs differently from what was locked', async () => {
    const locked = lock();
    const file = join(place, 'moving-home/life-events/move-home/2022-01-01.ts');
    writeFileSync(file, readFileSync(file, 'utf8').replace("within: '15 days'", "within: '16 days'"));
    const { succeeded, printed } = await run('lock.ts', ['--check'], catalogue);

    expect(printed).toContain('The version of "move-home" in force from 2022-01-01 runs differently');
    expect(succeeded).toBe(false);
    expect(lock()).toBe(locked);
  });

  it('gets pages of its own', async () => {
    const { printed } = await run('draw.ts', [], catalogue);
    const page = readFileSync(join(place, 'moving-home/docs/life-events/move-home.md'), 'utf8');

    expect(printed.split('\n').slice(0, 3)).toEqual([
      'docs/life-events/child-birth.md',
      'docs/life-events/open-business.md',
      'docs/situations.md',
    ]);
    expect(page).toContain('| `register` | Register at the new address |');
  });
});

describe('npm run pinfl', () => {
  it('prints a number of nobody with a right check digit, another one each time', async () => {
    const numbers = (await Promise.all([run('pinfl.ts', []), run('pinfl.ts', [])])).map(
      ({ printed }) => printed,
    );

    expect(numbers.every((number) => /^4\d{13}$/.test(number) && hasCheckDigit(number))).toBe(true);
    expect(new Set(numbers).size).toBe(2);
  });

  it('takes day of birth, sex and agreed situation', async () => {
    const { printed } = await run('pinfl.ts', [
      '--born',
      '2001-02-03',
      '--sex',
      'male',
      '--situation',
      '904',
    ]);

    expect(birthDate(printed)).toBe('2001-02-03');
    expect(printed).toMatch(/^5\d{9}904\d$/);
  });

  it.each([
    ['a day that is none', ['--born', '2001-02-30'], '--born must be a day'],
    ['a day to come', ['--born', '2099-01-01'], '--born must be a day'],
    ['digits that are no situation', ['--situation', '777'], 'Write three digits from 900 to 999'],
  ])('refuses %s', async (_what, args, said) => {
    const { succeeded, printed } = await run('pinfl.ts', args);

    expect(printed).toContain(said);
    expect(succeeded).toBe(false);
  });
});
