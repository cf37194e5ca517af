import { resolve } from 'node:path';
import ts from 'typescript';

const route = resolve('test/notation/types/twenty-steps.ts');
const perStep = 8_000;

/** One step of a route that uses much of the notation. */
function step(index: number): string {
  const needs = [1, 2, 3].filter((back) => back <= index).map((back) => `'s${index - back}'`);
  const read = index === 0 ? "is('event.married', true)" : `is('s${index - 1}.ok', true)`;
  return `s${index}: {
    title: 'Step ${index}', service: 'homes.register', needs: [${needs.join()}],
    when: any(${read}, not(present('event.father')), all(is('event.place', 'home'), includes('event.wishes', 'clinic'))),
    input: {
      pinfl: from('event.mother.pinfl'), office: from('event.child.office', 'main'),
      move: { on: from('event.bornOn'), kind: 'first' },
    },
    within: '3 working days', since: 'event.bornOn',
  }`;
}

/** Compiles a route that exists in memory only, with the project's own settings. */
function compileRoute(steps: number): { readonly errors: number; readonly instantiations: number } {
  const text = `import { all, any, includes, is, not, present } from '../../../notation/conditions.ts';
    import { from } from '../../../notation/references.ts';
    import { defineRoute, head } from './services.ts';
    export const big = defineRoute({ ...head, steps: { ${Array.from({ length: steps }, (_, i) => step(i)).join()} } });`;
  const config = ts.readConfigFile(resolve('tsconfig.json'), (file) => ts.sys.readFile(file))
    .config as unknown;
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, resolve('.'));
  const host = ts.createCompilerHost(options);
  host.getSourceFile = (file, version) => {
    const source = file === route ? text : host.readFile(file);
    return source === undefined ? undefined : ts.createSourceFile(file, source, version);
  };
  const program = ts.createProgram([route], options, host);
  const errors = program.getSemanticDiagnostics(program.getSourceFile(route)).length;
  return { errors, instantiations: program.getInstantiationCount() };
}

describe('The cost of checking a definition', () => {
  it('stays within bounds for a route of 20 steps, and does not grow out of proportion', () => {
    const twenty = compileRoute(20);
    expect(twenty.errors).toBe(0);
    expect(twenty.instantiations).toBeLessThan(20 * perStep);
    expect(compileRoute(40).instantiations).toBeLessThan(40 * perStep);
  }, 60_000);
});
