import { runScript } from '../../support/run-script.ts';
import { bundlePath, temporalAddress } from '../../support/temporal.ts';

/**
 * Replays every route of a namespace; throws, in words, when there is none, or when the code that carried them would
 * carry one otherwise. In a process of its own: jest would load Temporal's worker anew for each test file.
 */
export async function demandSameOnReplay(namespace: string): Promise<void> {
  const { status, said } = await runScript('replay.ts', ['--query', '', '--limit', '10000'], {
    TEMPORAL_ADDRESS: temporalAddress(),
    TEMPORAL_NAMESPACE: namespace,
    WORKFLOW_BUNDLE: bundlePath(),
  });
  if (status !== 0) throw new Error(`On replay the code would do otherwise.\n${said}`);
}
