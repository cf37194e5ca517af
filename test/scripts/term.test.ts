import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/environment/folders.ts';

/** What a lawyer sees: standard output, standard error and how the command ended. */
function term(...args: string[]) {
  const command = [join(root, 'scripts/setup.mjs'), 'term', ...args];
  const { stdout, stderr, status } = spawnSync(process.execPath, command, {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return { lines: stdout.trim().split('\n'), stderr: stderr.trim(), status };
}

const friday = ['--from', '2024-12-13', '--within', '1 working day', '--week', '5'];

describe('npm run term', () => {
  it('prints the day, and line by line why', () => {
    expect(term(...friday)).toEqual({
      lines: [
        '2024-12-14',
        '2024-12-13 Fri: not counted: the day of receipt',
        '2024-12-14 Sat: counted, day 1: Worked in exchange for 30 December (UP-213 of 22.12.2023)',
        'Ends at 24:00 on 2024-12-14, that is 2024-12-14T19:00:00.000Z.',
      ],
      stderr: '',
      status: 0,
    });
  });

  it('answers machines in one line of JSON', () => {
    const { lines, status } = term(...friday, '--json', '--strict', '--country', 'uz');

    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      deadline: '2024-12-14',
      at: '2024-12-14T19:00:00.000Z',
      estimate: false,
      why: expect.arrayContaining(['2024-12-13 Fri: not counted: the day of receipt']),
    });
    expect(status).toBe(0);
  });

  it('says of a day that no decree settled that it is an estimate, and ends with 3 where that is asked', () => {
    const question = ['--from', '2023-06-27', '--within', '1 working day', '--known-on', '2023-06-18'];

    expect(term(...question)).toMatchObject({ status: 0 });
    const { lines, status } = term(...question, '--strict');
    expect(lines.slice(0, 2)).toEqual([
      '2023-06-28',
      'An estimate: a day that decided it is settled by no decree yet.',
    ]);
    expect(status).toBe(3);
  });

  it('counts minutes from an instant', () => {
    const { lines } = term('--from', '2026-01-01T23:45+05:00', '--within', '30 minutes', '--json');

    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      deadline: '2026-01-02',
      at: '2026-01-01T19:15:00.000Z',
    });
  });

  it.each([
    [[], '--from is missing: write a day that exists, as 2024-12-13.'],
    [
      ['--from', '2026-02-30', '--within', '1 day'],
      '--from is "2026-02-30": write a day that exists, as 2024-12-13.',
    ],
    [
      ['--from', '2026-02-20', '--within', '2 hours'],
      '--from is "2026-02-20": for minutes and hours write an instant, as 2024-12-13T10:00+05:00.',
    ],
    [['--from', '2026-02-20', '--within', 'soon'], '--within is "soon": write a whole number and minutes'],
    [[...friday, '--week', '7'], '--week is "7": agencies work 5 or 6 days.'],
    [[...friday, '--country', '../uz'], '--country is "../uz": there are calendars of uz.'],
    [[...friday, '--known-on', 'then'], '--known-on is "then": write a day that exists, as 2024-12-13.'],
    [[...friday, '--hurry'], "unknown option '--hurry'"],
  ])('says what is wrong with %j, and ends with 2', (args, sentence) => {
    const { stderr, status } = term(...args);

    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^error|\bat .*\.ts:/m);
    expect(status).toBe(2);
  });

  it('explains itself', () => {
    const { lines, status } = term('--help');

    expect(lines.join('\n')).toContain(
      'Ends with 0; 2 for wrong arguments; 3 for an estimate under --strict.',
    );
    expect(status).toBe(0);
  });
});
