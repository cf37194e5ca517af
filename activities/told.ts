import type { StepCall } from '../temporal/messages.ts';
import type { About } from '../temporal/told.ts';

/** What a result is about: without it nobody could tell from a history which step it belongs to. */
export function aboutOf({ step, instance, epoch, seq }: StepCall): About {
  return { step, instance, epoch, seq };
}

/** The result with what it is about. */
export async function tell<Result extends object>(
  args: StepCall,
  work: Promise<Result>,
): Promise<Result & { readonly of: About }> {
  return { ...(await work), of: aboutOf(args) };
}
