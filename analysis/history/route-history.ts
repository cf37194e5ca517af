import type { History } from '@temporalio/common/lib/proto-utils.js';

/** The history of one run of a route, decoded, and whose it is. */
export interface RouteHistory {
  /** The route's id. Replay needs the real one. */
  readonly workflowId: string;
  /** The life event's id. */
  readonly workflowType: string;
  /** Null where the source does not tell. */
  readonly runId: string | null;
  /** `temporal.api.history.v1.IHistory`: payloads as bytes, event ids as Long. */
  readonly history: History;
}

/** What came of reading one history; a broken one does not keep others from being read. */
export type Read =
  | { readonly from: string; readonly route: RouteHistory }
  /** One sentence: what is wrong, and what to do. Quotes nothing of the history. */
  | { readonly from: string; readonly fault: string };

/** A history that cannot be used. The message is a plain sentence that quotes nothing of the history. */
export class HistoryFault extends Error {
  override readonly name = 'HistoryFault';
}

/** Whose history it is, as far as its first event tells; empty words where it does not. */
export function toldBy(history: History): Omit<RouteHistory, 'history'> {
  const started = history.events?.[0]?.workflowExecutionStartedEventAttributes;
  const { workflowId, workflowType, originalExecutionRunId } = started ?? {};
  return {
    workflowId: workflowId ?? '',
    workflowType: workflowType?.name ?? '',
    runId: originalExecutionRunId ?? null,
  };
}
