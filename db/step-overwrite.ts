/**
 * How a step's row is written over, for `insert into steps … on conflict (route, step, instance) do update`. A higher
 * counter writes over a lower one. Under the same counter an end is not written over by what comes before it: an
 * activity that is repeated must not open again what it has ended. What stays the same keeps its instants; the agency
 * stays the one the step is with.
 */
const sameEpoch = 'steps.epoch = excluded.epoch';
const sameStatus = `(steps.status = excluded.status and ${sameEpoch})`;

export const stepOverwrite = `set
  status = excluded.status,
  epoch = excluded.epoch,
  seq = excluded.seq,
  attempts = steps.attempts + excluded.attempts,
  polls = case when ${sameStatus} then steps.polls else 0 end,
  since = case when ${sameStatus} then steps.since else now() end,
  ended_at = case when ${sameStatus} then coalesce(steps.ended_at, excluded.ended_at) else excluded.ended_at end,
  due_at = coalesce(excluded.due_at, case when ${sameEpoch} then steps.due_at end),
  norm_at = coalesce(excluded.norm_at, case when ${sameEpoch} then steps.norm_at end),
  due_estimate = case when excluded.due_at is not null then excluded.due_estimate
    else ${sameEpoch} and steps.due_estimate end,
  paused_at = case when ${sameEpoch} and excluded.ended_at is null then steps.paused_at end,
  refusal_code = excluded.refusal_code,
  stuck_reason = excluded.stuck_reason,
  skipped_because = excluded.skipped_because
where steps.seq < excluded.seq
  or (steps.seq = excluded.seq and (steps.ended_at is null or excluded.ended_at is not null))`;
