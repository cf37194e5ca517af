import { readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import ts from 'typescript';

/**
 * The health of the type fixtures. `tsc` sees to it that every planted mistake is refused at its line; this proves
 * that the fixtures are compiled at all, that each mistake gives one error, and that it says what is wrong.
 */
const folder = resolve('test/notation/types');
const fixtures = readdirSync(folder).map((file) => resolve(folder, file));
const mark = /\/\/ @ts-expect-error (.+)$/;

interface Mistake {
  readonly place: string;
  readonly says: string;
}

/** The program of the fixtures as if nobody expected an error. */
function programWithoutExpectations(): ts.Program {
  const config = ts.readConfigFile(resolve('tsconfig.json'), (file) => ts.sys.readFile(file))
    .config as unknown;
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, resolve('.'));
  const host = ts.createCompilerHost(options);
  host.getSourceFile = (file, version) => {
    const text = host.readFile(file);
    if (text === undefined) return undefined;
    const open = file.startsWith(folder) ? text.replaceAll('@ts-expect-error', 'planted:') : text;
    return ts.createSourceFile(file, open, version);
  };
  return ts.createProgram(fixtures, options, host);
}

function refusals(program: ts.Program): Mistake[] {
  return fixtures.flatMap((file) => {
    const source = program.getSourceFile(file);
    return program.getSemanticDiagnostics(source).map(({ start = 0, messageText }) => ({
      place: `${basename(file)}:${(source?.getLineAndCharacterOfPosition(start).line ?? 0) + 1}`,
      says: ts.flattenDiagnosticMessageText(messageText, '\n').replaceAll('\\"', '"'),
    }));
  });
}

function planted(): Mistake[] {
  return fixtures.flatMap((file) =>
    (ts.sys.readFile(file) ?? '').split('\n').flatMap((line, index) => {
      const says = mark.exec(line)?.[1];
      return says === undefined ? [] : [{ place: `${basename(file)}:${index + 2}`, says }];
    }),
  );
}

describe('What the compiler says to whoever writes a definition', () => {
  const found = refusals(programWithoutExpectations());
  const wanted = planted();

  it('refuses every planted mistake once, at its own line, and nothing else', () => {
    expect(wanted.length).toBeGreaterThan(60);
    expect(found.map(({ place }) => place)).toEqual(wanted.map(({ place }) => place));
  });

  it.each(wanted)('says at $place: $says', ({ place, says }) => {
    expect(found.find((mistake) => mistake.place === place)?.says).toContain(says);
  });
});
