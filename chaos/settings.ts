/** What one run of chaos is to do. */
export interface ChaosSettings {
  readonly routes: number;
  /** Chooses people, their ways, all faults and their order. */
  readonly seed: string;
  /** The run ends by then, whatever has become of it. */
  readonly minutes: number;
  /** Processes to be ended without being asked to (kill -9) or asked (TERM), together. */
  readonly kills: number;
  /** Everything of the run: databases, ledger, logs, what was done; `--resume` goes on from it. */
  readonly folder: string;
  /** Day of the first start, YYYY-MM-DD: events keep their dates when a run is resumed. */
  readonly today: string;
}

/** Minutes that a run of so many routes has when nobody says how many. */
export const usualMinutes = (routes: number): number => Math.max(2, Math.ceil(routes / 37));

/** Kills a run of so many routes has when nobody says how many. */
export const usualKills = (routes: number): number => Math.max(4, Math.ceil(routes / 5));
