import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';

/** Why the route refused a message; other errors as text, so that the test shows them. */
export async function refusalOf(sent: Promise<unknown>): Promise<string> {
  const error: unknown = await sent.catch((caught: unknown) => caught);
  if (!(error instanceof WorkflowUpdateFailedError)) return String(error);
  return error.cause instanceof ApplicationFailure ? (error.cause.type ?? '') : String(error.cause);
}
