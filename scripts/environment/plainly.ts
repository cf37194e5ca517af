import { sentenceFor } from './sentence-for.ts';

/** Runs a command; what goes wrong is told in words, and the exit code is 1. */
export async function plainly(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    process.stderr.write(`${sentenceFor(error)}\n`);
    process.exitCode = 1;
  }
}
