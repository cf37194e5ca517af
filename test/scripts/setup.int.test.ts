import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockFile, smallClone, type SmallClone } from './support/clone.ts';

let clone: SmallClone;
beforeEach(() => {
  clone = smallClone();
  clone.write(
    'scripts/hello.ts',
    'const name: string = process.argv[2] ?? "nobody";\nconsole.log(`hello ${name}`);\n',
  );
});
afterEach(() => {
  clone.remove();
});

describe('the first command in a fresh clone', () => {
  it('installs the packages, development ones too, and does what was asked', async () => {
    const { code, printed } = await clone.run(['hello', 'Nigora'], { NODE_ENV: 'production' });

    expect(clone.asked()).toEqual([
      'ci --include=dev --include=optional --no-audit --no-fund --loglevel=error',
    ]);
    expect(printed).toContain('hello Nigora');
    expect(code).toBe(0);
  });

  it('runs the tests with what jest needs, and passes its words on', async () => {
    const { printed } = await clone.run(['test', 'test/terms', '-i']);

    expect(printed).toContain(
      'jest: --experimental-vm-modules --disable-warning=ExperimentalWarning test/terms -i',
    );
  });

  it.each([
    ['ENOTFOUND', 'Connect to the network and start again.'],
    ['EACCES', 'missing rights. Run this as the owner of that folder.'],
    ['EUSAGE', 'npm says above why. Mend that and start again.'],
  ])('says in one sentence what to do when installing fails with %s', async (fault, remedy) => {
    const { code, printed } = await clone.run(['hello'], { NPM_FAILS_WITH: fault });

    expect(printed.trim().split('\n').at(-1)).toContain(remedy);
    expect(code).toBe(1);
  });

  it('knows that a command does not exist', async () => {
    const { code, printed } = await clone.run(['sing']);

    expect(printed).toContain('There is no command "sing".');
    expect(code).toBe(1);
  });
});

describe('a later command', () => {
  beforeEach(async () => {
    await clone.run(['hello']);
  });

  it('installs nothing when nothing has changed', async () => {
    await clone.run(['hello']);

    expect(clone.asked()).toHaveLength(1);
  });

  it('installs again when the lock file names another version', async () => {
    clone.write('package-lock.json', lockFile('4.1.0'));

    await clone.run(['hello']);

    expect(clone.asked()).toHaveLength(2);
  });

  it('installs again when somebody left the development packages out', async () => {
    const file = join(clone.folder, 'node_modules/.package-lock.json');
    const { packages } = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, unknown> };
    delete packages['node_modules/jest'];
    writeFileSync(file, JSON.stringify({ packages }));

    await clone.run(['hello']);

    expect(clone.asked()).toHaveLength(2);
  });

  it('goes on with the Node it runs on where install scripts were blocked and that one is new enough', async () => {
    rmSync(join(clone.folder, 'node_modules/.bin/node'));

    const { printed } = await clone.run(['hello']);

    expect(printed).toContain('hello nobody');
  });

  it('ends with the exit code of what it ran', async () => {
    clone.write('scripts/fail.ts', 'process.exit(7);\n');

    expect((await clone.run(['fail'])).code).toBe(7);
  });

  describe('that goes on until it is told to stop', () => {
    beforeEach(() => {
      clone.write(
        'scripts/wait.ts',
        `process.on('SIGTERM', () => {
          console.log('in order');
          process.exit(3);
        });
        setInterval(() => undefined, 1000);
        console.log('ready');`,
      );
    });

    it('gets a signal passed on and ends in its own way', async () => {
      const running = await clone.begin(['wait'], 'ready');

      running.kill('SIGTERM');

      expect(await running.ended).toEqual({
        code: 3,
        printed: expect.stringContaining('in order') as string,
      });
    });

    it('ends with npm when npm is killed, whose shell passes nothing on', async () => {
      const running = await clone.begin(['wait'], 'ready', 'npm');

      running.kill('SIGKILL');

      expect((await running.ended).printed).toContain('in order');
    });
  });
});
