import type { StepWrite } from '../../db/steps.ts';
import type { Change } from '../../temporal/messages.ts';
import type { Wrote } from '../../temporal/told.ts';

type Columns = Pick<StepWrite, 'status' | 'skippedBecause' | 'stuckReason' | 'refusalCode'>;

/** What a change writes in the step's row. */
export function columnsOf(to: Change['to']): Columns {
  const { status } = to;
  if ('because' in to) return { status, skippedBecause: to.because };
  if ('reason' in to) return { status, stuckReason: to.reason };
  if ('mend' in to) return { status, refusalCode: to.mend };
  return 'code' in to ? { status, refusalCode: to.code } : { status };
}

/** The change as the history keeps it. */
export function wroteOf({ step, instance, epoch, to }: Change): Wrote {
  const { skippedBecause, stuckReason, refusalCode } = columnsOf(to);
  const why = skippedBecause ?? stuckReason ?? refusalCode;
  return { step, instance, epoch, status: to.status, ...(why != null && { why }) };
}
