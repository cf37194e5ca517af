import type { Overtaken, StepCall } from '../temporal/messages.ts';
import type { About } from '../temporal/told.ts';

/** What a result is about: without it nobody could tell from a history which step it belongs to. */
export function aboutOf({ step, instance, epoch, seq }: StepCall): About {
  return { step, instance, epoch, seq };
}

/** Tells of the counter that a row stands under, where it is above that of what was to be written. */
export function overtakenBy(standing: number | null, seq: number): Overtaken {
  return standing === null || standing <= seq ? {} : { overtakenBy: standing };
}

/** The result with what it is about. */
export async function tell<Result extends object>(
  args: StepCall,
  work: Promise<Result>,
): Promise<Result & { readonly of: About }> {
  return { ...(await work), of: aboutOf(args) };
}
