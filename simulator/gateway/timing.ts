import type { Behaviour } from '../control/modes.ts';
import { seeded } from '../seeded.ts';
import type { WiredService } from './wired-service.ts';

const slowMs = 3_000;

/** How long agencies take, in milliseconds. */
export interface Timing {
  answerMs(service: WiredService, key: string): number;
  callbackMs(service: WiredService, key: string): number;
  /** How often the result of a polled service is asked for in vain, the first request included. */
  pendings(service: WiredService, key: string): number;
}

/** Looks like real agencies, in little: the same for the same seed, service and key. */
export function seededTiming(seed: string): Timing {
  const chance = (what: string, service: WiredService, key: string) => seeded(what, seed, service.id, key);
  return {
    answerMs: (service, key) => 10 + chance('answer-time', service, key).below(70),
    callbackMs: (service, key) => 300 + chance('callback-time', service, key).below(1_700),
    pendings: (service, key) => 2 + chance('pendings', service, key).below(2),
  };
}

/** When the answer goes out. Of a service that answers later only `slow` delays it: the rest delays the callback. */
export function answerDelay(
  { mode, delayMs }: Behaviour,
  service: WiredService,
  { usual, agreed }: { readonly usual: number; readonly agreed?: number | undefined },
): number {
  if (mode === 'slow') return delayMs ?? slowMs;
  if (mode === 'callback-early') return delayMs ?? slowMs;
  return service.answers === 'later' ? usual : (delayMs ?? agreed ?? usual);
}

export function callbackDelay(
  { mode, delayMs }: Behaviour,
  { usual, agreed }: { readonly usual: number; readonly agreed?: number | undefined },
): number {
  if (mode === 'callback-early') return 0;
  return (mode === 'slow' ? undefined : delayMs) ?? agreed ?? usual;
}
