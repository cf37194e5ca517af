/** What one run of the bench is to do. */
export interface BenchSettings {
  /** All graphs, latencies and numbers in flight; else what tells most in ten minutes. */
  readonly full: boolean;
  /** Chooses the order of slices, the agencies' latencies, and the draws of intervals. */
  readonly seed: string;
  /** This run, or this part of one that is resumed, ends by then. */
  readonly minutes: number;
  /** Routes of Hayot that wait for a person, to see what they cost; 0: it is not looked at. */
  readonly waiting: number;
  /** Routes of Hayot whose rows are copied in, to see whether others become dearer; 0: it is not looked at. */
  readonly rows: number;
  /** Workers and API write down what they are busy with; they are slower meanwhile. */
  readonly profile: boolean;
  /** Ids, in the order of the table. */
  readonly subjects: readonly string[];
  /** Everything of the run: databases, logs, slices that were measured; `--resume` goes on from it. */
  readonly folder: string;
}
