import { Listr } from 'listr2';
import type { Say } from './temporal-binary.ts';

/** One thing that must be done before the house is open. */
export interface Phase {
  readonly name: string;
  /** Phases that must be done first; all others run at the same time. */
  readonly needs: readonly string[];
  /** Does it; resolves to a few words on what is there now. */
  readonly run: (say: Say) => Promise<string>;
}

/** Runs all phases, each as soon as its needs are done, and shows a ticked list, or plain lines without a terminal. */
export async function runPhases(phases: readonly Phase[], fancy: boolean): Promise<void> {
  if (fancy) await showList(phases);
  else await printLines(phases);
}

async function showList(phases: readonly Phase[]): Promise<void> {
  const after = chain(phases);
  const tasks = phases.map((phase) => ({
    title: phase.name,
    task: async (_: unknown, task: { title: string; output: string }) => {
      task.title = await after(phase, (line) => {
        task.output = line;
      });
    },
  }));
  await new Listr(tasks, {
    concurrent: true,
    exitOnError: true,
    rendererOptions: { showErrorMessage: false },
  }).run();
}

async function printLines(phases: readonly Phase[]): Promise<void> {
  const after = chain(phases);
  const print: Say = (line) => {
    process.stdout.write(`${line}\n`);
  };
  await Promise.all(
    phases.map(async (phase) => {
      print(await after(phase, print));
    }),
  );
}

/** Runs a phase after its needs. Its time is its own: waiting for others does not count. */
function chain(phases: readonly Phase[]): (phase: Phase, say: Say) => Promise<string> {
  const gates = new Map(phases.map(({ name }) => [name, Promise.withResolvers<undefined>()]));
  // A failed phase is reported once, by itself.
  for (const gate of gates.values()) gate.promise.catch(() => undefined);
  const done = async (name: string) => {
    await gates.get(name)?.promise;
  };
  return async ({ name, needs, run }, say) => {
    try {
      await Promise.all(needs.map(done));
      const began = performance.now();
      const detail = await run(say);
      gates.get(name)?.resolve(undefined);
      return `${name}: ${detail} (${((performance.now() - began) / 1000).toFixed(1)} s)`;
    } catch (error) {
      gates.get(name)?.reject(error);
      throw error;
    }
  };
}
