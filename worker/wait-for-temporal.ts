import { setTimeout as sleep } from 'node:timers/promises';
import { NativeConnection, TransportError } from '@temporalio/worker';
import type { TemporalConfig } from '../temporal/config.ts';

export interface Waiting {
  /** Gets one plain line when the other side is not there, and one when it is back. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** A worker's connection; waits for Temporal as long as it takes. Throws only when `signal` ends the waiting. */
export async function waitForTemporal(config: TemporalConfig, waiting: Waiting): Promise<NativeConnection> {
  for (let tries = 0; ; tries++) {
    try {
      const connection = await NativeConnection.connect({ address: config.address });
      if (tries > 0) waiting.say(`Temporal answers at ${config.address}.`);
      return connection;
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      if (tries === 0) waiting.say(`Temporal does not answer at ${config.address}; trying until it does.`);
      await sleep(Math.min(500 * 2 ** tries, 5_000), undefined, { signal: waiting.signal });
    }
  }
}
