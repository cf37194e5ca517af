import { hash } from 'node:crypto';

/** How the stand-in agency takes its time. */
export interface AgencySettings {
  /** About so long a call takes; 0: it is answered at once. */
  readonly latencyMs: number;
  readonly seed: string;
}

/** A step's calls take a fifth more or less than what is set. */
const spread = 0.2;

/** How long a call of a step takes, in whole milliseconds: the same for all subjects, so that what they add is seen. */
export function latencyOf({ latencyMs, seed }: AgencySettings, step: string): number {
  const share = Number.parseInt(hash('sha256', `${seed}/${step}`).slice(0, 8), 16) / 0xffff_ffff;
  return Math.round(latencyMs * (1 - spread + 2 * spread * share));
}
