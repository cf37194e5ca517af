import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../scripts/environment/commands.ts';
import { openFolder, root } from '../../scripts/environment/folders.ts';

const folder = mkdtempSync(join(openFolder, 'hayot-arguments-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const run = (script: string, ...args: string[]) =>
  runCommand(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'scripts', script), ...args],
    {
      environment: { ...process.env, NODE_OPTIONS: '', HAYOT_DATA: folder },
    },
  );

describe('a command with an argument that it does not know', () => {
  it('deletes nothing', async () => {
    const kept = join(folder, 'kept');
    writeFileSync(kept, '');

    const { succeeded, printed } = await run('reset.ts', '--help');

    expect([succeeded, existsSync(kept)]).toEqual([false, true]);
    expect(printed).toContain('Nothing was deleted.');
  });

  it.each(['lock.ts', 'chaos.ts', 'bench.ts'])('is told so in one sentence: %s', async (script) => {
    const { succeeded, printed } = await run(script, '--quickly');

    expect(succeeded).toBe(false);
    expect(printed).toMatch(/^.*nknown option '--quickly'$/);
  });
});
