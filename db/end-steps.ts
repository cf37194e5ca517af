import type { Queries } from './client.ts';
import { run } from './statement.ts';
import { stepOverwrite } from './step-overwrite.ts';
import { seqOf, type StepWrite } from './steps.ts';

/** How an instance of a step ends that no agency is asked for. */
export type StepEnd = Omit<StepWrite, 'attempted' | 'stuckReason' | 'dueAt' | 'normAt' | 'dueEstimate'>;

const text = `with given as (
  select * from jsonb_to_recordset($3::jsonb) as given(step text, instance int, service text, agency text,
    status text, epoch int, "refusalCode" text, "skippedBecause" text)
), written as (
  insert into steps (route, step, instance, service, agency, status, epoch, seq, attempts,
    refusal_code, skipped_because, ended_at)
  select $1, step, instance, service, agency, status, epoch, $2::int, 0, "refusalCode", "skippedBecause", now()
    from given
  on conflict (route, step, instance) do update ${stepOverwrite}
  returning steps.step, steps.instance
), closed as (
  update tasks set closed_at = now() from written
  where tasks.route = $1 and tasks.step = written.step and tasks.instance = written.instance
    and tasks.closed_at is null
), raised as (
  update routes set seq = greatest(routes.seq, $2::int) where id = $1
)
select given.step, given.instance from given left join written using (step, instance)
where written.step is null`;

/**
 * Ends steps of one route under its counter and raises that: rows, tasks and route in one statement, however many they
 * are. Each instance may be given once. Null; or, where later states are recorded, the highest counter of those, which
 * stand.
 */
export async function endSteps(
  db: Queries,
  { route, seq }: Pick<StepWrite, 'route' | 'seq'>,
  steps: readonly StepEnd[],
): Promise<number | null> {
  const values = [route, seq, JSON.stringify(steps)];
  const overtaken = await run<{ step: string; instance: number }>(db, { name: 'end-steps', text }, values);
  const standing = await Promise.all(overtaken.map((key) => seqOf(db, { route, ...key })));
  return standing.reduce((one, other) => (other === null ? one : Math.max(one ?? 0, other)), null);
}
