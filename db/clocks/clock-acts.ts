import { and, asc, eq } from '../drizzle.cjs';
import type { ClockAct as TermAct } from '../../terms/index.ts';
import type { ClockAct, StepCall } from '../../temporal/messages.ts';
import type { Queries } from '../client.ts';
import { clockActs } from './schema.ts';

type Of = Pick<StepCall, 'route' | 'step' | 'instance' | 'epoch'>;

/** What was done to the clock of a step in this epoch, in order. */
export async function clockActsOf(db: Queries, of: Of): Promise<TermAct[]> {
  const rows = await db
    .select()
    .from(clockActs)
    .where(
      and(
        eq(clockActs.route, of.route),
        eq(clockActs.step, of.step),
        eq(clockActs.instance, of.instance),
        eq(clockActs.epoch, of.epoch),
      ),
    )
    .orderBy(asc(clockActs.at));
  return rows.map(({ act, at, by, decision: reason }) =>
    act === 'extend' ? { is: act, at, by: by ?? '', reason } : { is: act, at, reason },
  );
}

/** Enters an act once: a repeat under the same decision changes nothing. */
export async function enterClockAct(
  tx: Queries,
  { route, step, instance, epoch }: Of,
  { act, decision }: { readonly act: ClockAct; readonly decision: string },
): Promise<void> {
  const by = act.is === 'extend' ? act.by : null;
  await tx
    .insert(clockActs)
    .values({ decision, route, step, instance, epoch, act: act.is, by })
    .onConflictDoNothing();
}

/** Takes back an act that the clock did not allow. */
export async function dropClockAct(tx: Queries, decision: string): Promise<void> {
  await tx.delete(clockActs).where(eq(clockActs.decision, decision));
}
