import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/environment/folders.ts';
import { temporalCommand } from '../../scripts/environment/temporal-binary.ts';
import { runCommand } from '../../scripts/environment/commands.ts';
import { keptHistory, withCallsSwapped, withDefinition } from '../analysis/support/plant.ts';
import { graph } from '../engine/support/graph.ts';
import { bundlePath, temporalAddress } from '../support/temporal.ts';
import { createRig } from '../workflows/support/create-rig.ts';
import type { Rig } from '../workflows/support/rig.ts';

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

describe('npm run replay', () => {
  let folder: string;
  let rig: Rig;
  let route: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hayot-replay-'));
    rig = await createRig();
    const begun = await Promise.all([
      rig.begin({ route: graph('a-b') }),
      rig.begin({ route: graph('a-b b-c') }),
    ]);
    await Promise.all(begun.map((one) => one.outcome()));
    route = begun[0].id;
  });
  afterAll(async () => {
    await rig.end();
    await rm(folder, { recursive: true });
  });

  function replay(...args: string[]): Promise<Ran> {
    const env = {
      ...process.env,
      NODE_OPTIONS: '',
      TEMPORAL_ADDRESS: temporalAddress(),
      TEMPORAL_NAMESPACE: rig.namespace,
      WORKFLOW_BUNDLE: bundlePath(),
    };
    const child = spawn('node', ['scripts/replay.ts', ...args], { cwd: root, env });
    const ran = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (ran.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (ran.err += chunk.toString()));
    return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...ran })));
  }

  async function planted(name: string, history: unknown): Promise<string> {
    const file = join(folder, `${name}.json`);
    await writeFile(file, JSON.stringify(history));
    return file;
  }

  it('replays routes of the server by id and by query', async () => {
    expect(await replay('--route', route)).toEqual({
      code: 0,
      out: expect.stringMatching(
        new RegExp(`^${route}  test-event, \\d+ events: same\n1 same, 0 differ.\n$`),
      ),
      err: '',
    });
    expect((await replay('--query', 'ExecutionStatus = "Completed"')).out).toMatch(/^2 same, 0 differ\.$/m);
    expect((await replay('--query', "RouteState = 'complete'", '--limit', '1')).out).toMatch(/^1 same, 0/m);
  });

  it('replays what the command line of Temporal exports, and what a folder holds', async () => {
    const { command, prefix } = await temporalCommand(() => undefined);
    const where = ['--address', temporalAddress(), '--namespace', rig.namespace];
    const shown = await runCommand(command, [
      ...prefix(folder),
      ...['workflow', 'show', '--workflow-id', route, '--output', 'json'],
      ...where,
    ]);
    await writeFile(join(folder, 'from-the-cli.json'), shown.printed);

    const { code, out } = await replay('--file', join(folder, 'from-the-cli.json'));
    const corpus = await replay('--file', 'test/analysis/histories', '--json');

    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringMatching(new RegExp(`^${route}  `)) });
    expect(corpus.code).toBe(0);
    const lines = corpus.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.at(-1)).toEqual({ same: lines.length - 1, differs: 0, unread: 0 });
    expect(lines[0]).toMatchObject({ workflowId: 'birth-all-services', result: 'same', difference: null });
  });

  const birth = keptHistory('birth-all-services');
  it.each([
    [
      'a planted reorder',
      withCallsSwapped(birth),
      ['ActivityTaskScheduled', 'interior.register-residence', 'interior.issue-id-card'],
    ],
    [
      'a removed step',
      withDefinition(keptHistory('birth-clinic-full-then-another'), (steps) =>
        Reflect.deleteProperty(steps, 'clinic'),
      ),
      [
        'recorded: the call health.enrol-newborn for step clinic',
        'the code wants: the recording of a change',
      ],
    ],
    [
      'a renamed service',
      withDefinition(birth, (steps) => {
        steps['residence'] = { ...steps['residence'], service: 'interior.residence' };
      }),
      ['recorded: the call interior.register-residence', 'the code wants: the call interior.residence'],
    ],
  ])('refuses %s, says in words where, and goes on with the next', async (name, history, words) => {
    const file = await planted(name.replaceAll(' ', '-'), history);

    const { code, out } = await replay('--file', file, '--route', route);

    expect(code).toBe(1);
    expect(out).toMatch(/^birth-[a-z-]+ {2}child-birth, \d+ events: differs at event \d+, \w+$/m);
    for (const word of words) expect(out).toContain(word);
    expect(out).toMatch(/^1 same, 1 differs\.$/m);
  });

  it('names a broken file and an unknown route, replays the rest, and does not say that all is well', async () => {
    const file = await planted('broken', { events: [{ eventId: '2' }] });

    const { code, out } = await replay('--file', file, '--route', 'nobody', '--route', route);

    expect(code).toBe(2);
    expect(out).toContain(`${file}: event 1 is missing or out of place.`);
    expect(out).toContain('nobody: is unknown to Temporal, or was removed after its retention.');
    expect(out).toMatch(/^1 same, 0 differ, 2 could not be read\.$/m);
  });

  it.each([
    ['nothing is asked for', [], /^Say what to replay/],
    ['the limit is no number', ['--query', 'x', '--limit', 'many'], /whole number/],
    ['an option is unknown', ['--everything'], /unknown option/],
    ['Temporal cannot read the query', ['--query', 'Colour ='], /^Temporal cannot read --query: /],
  ])('ends with 2 and one sentence when %s', async (_, args, sentence) => {
    const { code, out, err } = await replay(...args);

    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(sentence);
  });

  it('tells routes as stories, from the server and from files, and goes on after a broken one', async () => {
    const file = 'test/analysis/histories/birth-clinic-full-then-another.json';
    const broken = await planted('cut-off', {});

    const { code, out } = await replay('--explain', '--file', file, '--file', broken, '--route', route);

    expect(code).toBe(2);
    expect(out).toMatch(/^birth-clinic-full-then-another {2}A child is born \(child-birth, /);
    expect(out).toMatch(/Enrol with a clinic: the person mended it, and the agency decides anew\.\n/);
    expect(out).toContain(`${broken}: holds no events.`);
    expect(out).toMatch(new RegExp(`^${route}  .*\n(  .*\n)+  Closed, complete, after `, 'm'));
  });

  it('tells a story as one JSON object for machines', async () => {
    const file = 'test/analysis/histories/company-founder-too-late.json';

    const { code, out } = await replay('--explain', '--json', '--file', file);

    expect(code).toBe(0);
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      {
        workflowId: 'company-founder-too-late',
        outcome: 'refused',
        entries: expect.arrayContaining([
          expect.objectContaining({ who: 'clock', step: 'confirm', end: 'refused', why: 'too-late' }),
        ]),
        waits: { totalMs: expect.any(Number), peopleMs: expect.any(Number), oursMs: expect.any(Number) },
      },
    ]);
  });

  it('ends with 2 when the query finds nothing', async () => {
    expect(await replay('--query', "LifeEvent = 'no-such'")).toEqual({
      code: 2,
      out: 'No route was found.\n',
      err: '',
    });
  });
});
