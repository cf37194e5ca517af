import type { Running as Process } from '../../scripts/environment/processes.ts';
import type { Graph } from '../graphs.ts';

/** What a process does for a subject; its CPU is told apart by that. */
export type Kind = 'worker' | 'server' | 'database' | 'api';

/** What all subjects share. Each has a database of its own on the one PostgreSQL. */
export interface Stand {
  /** Logs and files of the run. */
  readonly folder: string;
  readonly postgres: { readonly pid: number; url(database: string): string };
  readonly temporal: { readonly pid: number; readonly address: string };
  /** Folders of what the country and the bench offer, as CATALOGUE has them. */
  readonly catalogue: string;
  /** Address of the stand-in agency. */
  readonly agency: string;
  /** Where workers and API write down what they are busy with; undefined: they do not. */
  readonly profiles: string | undefined;
  /** Told of each process the moment it runs. */
  readonly born: (process: Process) => void;
}

/** One way to carry a route durably. */
export interface Subject {
  readonly id: string;
  readonly title: string;
  /** What holds whatever fails, in a few words for the table. */
  readonly guarantees: string;
  /** What people who look after it get to see. */
  readonly shows: string;
  /** True where it is one of Temporal's: then a route leaves a history. */
  readonly hasHistories: boolean;
  open(stand: Stand): Promise<Running>;
}

/** A subject that is ready to carry routes. */
export interface Running {
  /** As they are now: a worker that was killed has another pid. */
  readonly processes: readonly { readonly kind: Kind; readonly pid: number }[];
  /** Carries one route; resolves when it has ended. `key` names it for ever. Rejects where it cannot end. */
  run(graph: Graph, key: string): Promise<void>;
  /** Ends the worker by kill -9 and starts it anew; resolves when the new one is ready. */
  killWorker(): Promise<void>;
  /** Workflow id of a route that was run; only where `hasHistories`. */
  workflowId?(key: string): string;
  /** Only Hayot has an API of its own. */
  readonly calls?: ApiCalls;
  close(): Promise<void>;
}

/** Calls of Hayot's API by themselves. Each rejects where it is not answered as it should be. */
export interface ApiCalls {
  /** Gives the route's id when the API has taken the start in. */
  start(graph: Graph, key: string): Promise<string>;
  /** Starts a route that will wait for a person. */
  startWaiting(): Promise<string>;
  /** Resolves when the route has ended. */
  ended(route: string): Promise<void>;
  status(route: string): Promise<void>;
  /** The status whenever it has changed, told by the API's own waiting, until the route is closed. */
  news(route: string): AsyncIterable<News>;
}

/** A status, as far as the bench reads it. */
export interface News {
  /** When it arrived, by `Date.now()`. */
  readonly at: number;
  readonly state: string;
  readonly steps: readonly { readonly id: string; readonly status: string; readonly since: string }[];
}
