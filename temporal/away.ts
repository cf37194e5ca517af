import { isGrpcServiceError, ServiceError } from '@temporalio/client';

/** True where the error says that Temporal cannot be reached or used just now. */
export function isTemporalAway(error: unknown): boolean {
  return error instanceof ServiceError || isGrpcServiceError(error);
}
