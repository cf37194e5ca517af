/**
 * What the bench uses of its peers' packages. They are installed for the bench alone (bench/package.json), so that
 * nothing else needs them, not even to check types.
 */
declare module '@dbos-inc/dbos-sdk' {
  interface Handle<Result> {
    getResult(): Promise<Result>;
  }
  type Workflow<Args extends unknown[], Result> = (...args: Args) => Promise<Result>;
  export const DBOS: {
    setConfig(config: Readonly<Record<string, string | number>>): void;
    launch(): Promise<void>;
    registerWorkflow<Args extends unknown[], Result>(
      workflow: Workflow<Args, Result>,
      options: { readonly name: string },
    ): Workflow<Args, Result>;
    startWorkflow<Args extends unknown[], Result>(
      workflow: Workflow<Args, Result>,
      options: { readonly workflowID: string },
    ): (...args: Args) => Promise<Handle<Result>>;
    runStep<Result>(step: () => Promise<Result>, options: { readonly name: string }): Promise<Result>;
  };
}

declare module '@restatedev/restate-sdk' {
  import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';

  export const RestatePromise: {
    race<Result>(promises: readonly Promise<Result>[]): Promise<Result>;
  };
  export interface WorkflowContext {
    readonly key: string;
    run<Result>(name: string, action: () => Promise<Result>): Promise<Result>;
  }
  interface Definition {
    readonly name: string;
  }
  export function workflow(definition: {
    readonly name: string;
    readonly handlers: { readonly run: (context: WorkflowContext, input: never) => Promise<void> };
  }): Definition;
  export function createEndpointHandler(options: {
    readonly services: readonly Definition[];
  }): (request: Http2ServerRequest, response: Http2ServerResponse) => void;
}

declare module 'graphile-worker' {
  interface Runner {
    stop(): Promise<void>;
  }
  export function runMigrations(options: { readonly connectionString: string }): Promise<void>;
  export function run(options: {
    readonly connectionString: string;
    readonly concurrency: number;
    readonly maxPoolSize: number;
    readonly noHandleSignals: boolean;
    readonly preset: {
      readonly worker: {
        readonly localQueue: { readonly size: number };
        readonly completeJobBatchDelay: number;
        readonly failJobBatchDelay: number;
      };
    };
    readonly taskList: Readonly<Record<string, (payload: unknown) => Promise<void>>>;
  }): Promise<Runner>;
}
