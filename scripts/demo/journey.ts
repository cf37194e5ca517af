import type { Task } from './portal.ts';

/** A life event of the demo: what is reported, and what its people answer when it is their turn. */
export interface Journey {
  /** One line for the reader. */
  readonly says: string;
  /** Body of `POST /v1/routes`. */
  readonly body: unknown;
  /** Personal number of the one whose turn a task is. */
  readonly personOf: (task: Task) => string;
  /** Answers by step. */
  readonly answers: Readonly<Record<string, unknown>>;
}
