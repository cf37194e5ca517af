import { and, desc, eq, isNull, ne, sql } from './drizzle.cjs';
import type { Queries } from './client.ts';
import { steps, type StepStatus } from './schema.ts';
import { stepOverwrite } from './step-overwrite.ts';
import { handOverTask } from './tasks.ts';

/** Which instance of which step. */
export interface StepKey {
  readonly route: string;
  readonly step: string;
  readonly instance: number;
}

type StepRow = typeof steps.$inferSelect;

/** A new status of a step, under the workflow's counter. */
export interface StepWrite extends StepKey {
  readonly service: string;
  readonly agency: string;
  readonly epoch: number;
  readonly seq: number;
  readonly status: StepStatus;
  /** True when this ends a try to reach the agency. */
  readonly attempted?: boolean;
  readonly refusalCode?: string | null;
  readonly stuckReason?: StepRow['stuckReason'];
  readonly skippedBecause?: StepRow['skippedBecause'];
  /** Left as they are where not given. */
  readonly dueAt?: Date | null;
  readonly normAt?: Date | null;
  /** Goes with `dueAt`. */
  readonly dueEstimate?: boolean;
}

const ends: ReadonlySet<StepStatus> = new Set(['done', 'refused', 'skipped', 'undone']);

/** True for statuses after which a step is nobody's turn. */
export const isEnd = (status: StepStatus): boolean => ends.has(status);

/**
 * Writes a step's row. Null; or, where a later state is recorded, the counter of that one, which stands. The agency stays
 * the one the step is with.
 */
export async function writeStep(tx: Queries, write: StepWrite): Promise<number | null> {
  const { route, step, instance, service, agency, status, epoch, seq } = write;
  const { refusalCode, stuckReason, skippedBecause } = write;
  const { rowCount } =
    await tx.execute(sql`insert into steps (route, step, instance, service, agency, status, epoch,
      seq, attempts, refusal_code, stuck_reason, skipped_because, ended_at, due_at, norm_at, due_estimate)
    values (${route}, ${step}, ${instance}, ${service}, ${agency}, ${status}, ${epoch},
      ${seq}, ${write.attempted === true ? 1 : 0}, ${orNull(refusalCode)}, ${orNull(stuckReason)},
      ${orNull(skippedBecause)}, ${isEnd(status) ? sql`now()` : null}, ${orNull(write.dueAt)}::timestamptz,
      ${orNull(write.normAt)}::timestamptz, ${write.dueEstimate === true})
    on conflict (route, step, instance) do update ${sql.raw(stepOverwrite)}`);
  return rowCount === 0 ? seqOf(tx, write) : null;
}

const orNull = <Value>(value: Value | undefined): Value | null => value ?? null;

/** The counter that the step's row stands under. */
export async function seqOf(tx: Queries, key: StepKey): Promise<number | null> {
  const [row] = await tx.select({ seq: steps.seq }).from(steps).where(isStep(key));
  return row?.seq ?? null;
}

/** The instants of an open step, reckoned anew; null where it has ended or a later counter is recorded. */
export async function moveInstants(
  tx: Queries,
  key: StepKey,
  to: {
    readonly dueAt: Date | null;
    readonly normAt?: Date | null;
    readonly isPaused: boolean;
    readonly isEstimate: boolean;
  },
): Promise<{ readonly dueAt: Date | null } | null> {
  const [row] = await tx
    .select({ dueAt: steps.dueAt, pausedAt: steps.pausedAt })
    .from(steps)
    .where(and(isStep(key), isNull(steps.endedAt)))
    .for('update');
  if (row === undefined) return null;
  const pausedAt = to.isPaused ? (row.pausedAt ?? sql`now()`) : null;
  const { dueAt, normAt } = to;
  await tx
    .update(steps)
    .set({ dueAt, pausedAt, dueEstimate: to.isEstimate, ...(normAt === undefined ? {} : { normAt }) })
    .where(isStep(key));
  return { dueAt: row.dueAt };
}

/** False where the step has ended, or a later epoch runs; until the transaction ends, nothing ends it. */
export async function isOpenIn(tx: Queries, key: StepKey & { readonly epoch: number }): Promise<boolean> {
  const [row] = await tx
    .select({ epoch: steps.epoch, endedAt: steps.endedAt })
    .from(steps)
    .where(isStep(key))
    .for('update');
  return row === undefined || (row.endedAt === null && row.epoch === key.epoch);
}

/** Counts a try that settled nothing (`isPoll`: answered "not yet"), and enters the row where the step has none yet. */
export async function countAttempt(tx: Queries, write: StepWrite, isPoll = false): Promise<void> {
  const polls = isPoll ? 1 : 0;
  await tx
    .insert(steps)
    .values({ ...write, attempts: 1, polls })
    .onConflictDoUpdate({
      target: [steps.route, steps.step, steps.instance],
      set: { attempts: sql`${steps.attempts} + 1`, polls: sql`${steps.polls} + ${polls}` },
    });
}

/**
 * "Not mine, theirs": from now on the step is with the other agency; it stays known whom it was with. What its officers
 * were asked, the other one's are asked from now on: nobody else may move the step.
 */
export async function readdressStep(tx: Queries, key: StepKey, agency: string): Promise<void> {
  const passedOnBy = sql`array_append(${steps.passedOnBy}, ${steps.agency})`;
  const [passed] = await tx
    .update(steps)
    .set({ agency, passedOnBy })
    .where(and(isStep(key), ne(steps.agency, agency)))
    .returning({ passedOnBy: steps.passedOnBy });
  const before = passed?.passedOnBy?.at(-1);
  if (before !== undefined) await handOverTask(tx, key, { from: before, to: agency });
}

/** When a step ended: the last of its instances; undefined where it has not. */
export async function endOfStep(db: Queries, route: string, step: string): Promise<Date | undefined> {
  const rows = await db
    .select({ endedAt: steps.endedAt })
    .from(steps)
    .where(and(eq(steps.route, route), eq(steps.step, step)));
  return rows
    .map((row) => row.endedAt)
    .filter((at) => at !== null)
    .sort((a, b) => b.getTime() - a.getTime())[0];
}

/** The agency that the step is with; undefined while it has no row. */
export async function agencyOfStep(db: Queries, key: StepKey): Promise<string | undefined> {
  const [row] = await db.select({ agency: steps.agency }).from(steps).where(isStep(key));
  return row?.agency;
}

/** Why the step is stuck; undefined where it is not. */
export async function stuckReasonOf(db: Queries, key: StepKey): Promise<string | undefined> {
  const [row] = await db.select({ reason: steps.stuckReason }).from(steps).where(isStep(key));
  return row?.reason ?? undefined;
}

/** The step that a route last came to. */
export async function lastStepOf(db: Queries, route: string) {
  const [row] = await db
    .select({ step: steps.step, instance: steps.instance, epoch: steps.epoch, agency: steps.agency })
    .from(steps)
    .where(eq(steps.route, route))
    .orderBy(desc(steps.seq), desc(steps.begunAt))
    .limit(1);
  return row;
}

function isStep({ route, step, instance }: StepKey) {
  return and(eq(steps.route, route), eq(steps.step, step), eq(steps.instance, instance));
}
