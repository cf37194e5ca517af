import type { Queries } from '../client.ts';
import type { OutcomeRow } from '../outcomes.ts';
import { stepOverwrite } from '../step-overwrite.ts';
import type { StoredAnswer } from './answers.ts';
import { run } from '../statement.ts';
import type { Access, Kept } from './door.ts';

/** Everything that is written when a call has settled its step. */
export interface FirstSettlement {
  readonly outcome: OutcomeRow;
  /** Null where a refusal came without evidence. */
  readonly answer: (Pick<StoredAnswer, 'body'> & Kept) | null;
  readonly accesses: readonly Access[];
  readonly step: {
    readonly service: string;
    readonly agency: string;
    readonly status: 'done' | 'refused' | 'undone';
    readonly seq: number;
  };
}

/** One statement is one transaction and one way there and back; ten of them were most of what a quick step cost. */
const text = `with first as (
  insert into outcomes (key, route, step, instance, epoch, undo, "end", code, facts, body_hash, decided_by, law)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11, $12)
  on conflict do nothing returning key
), used as (
  insert into access_entries (actor, role, subject_key, purpose, basis, route, step, what)
  select used.* from first, jsonb_to_recordset($13::jsonb)
    as used (actor text, role text, "subjectKey" text, purpose text, basis text, route text, step text, what text)
), answer as (
  insert into personal.answers (key, route, step, instance, epoch, body, purpose, keep_until)
  select $1, $2, $3, $4, $5, $14::jsonb, $15, $16::timestamptz from first where $14::jsonb is not null
  on conflict do nothing
), written as (
  insert into steps (route, step, instance, service, agency, status, epoch, seq, attempts, refusal_code, ended_at)
  select $2, $3, $4, $17, $18, $19, $5, $20::int, 1, $8, now() from first
  on conflict (route, step, instance) do update ${stepOverwrite}
  returning steps.seq
), closed as (
  update tasks set closed_at = now() from written
  where tasks.route = $2 and tasks.step = $3 and tasks.instance = $4 and tasks.closed_at is null
), raised as (
  update routes set seq = greatest(routes.seq, $20::int) from first where routes.id = $2
)
select exists (select from first) as "isFirst", exists (select from written) as "isWritten"`;

/**
 * Writes how an attempt settled its step: outcome, access entries, answer, step, tasks and counter, all or nothing.
 * `not-first`: an outcome stands already, and nothing was written. `overtaken`: the step's row stands under a later counter.
 */
export async function settleFirst(
  db: Queries,
  { outcome, answer, accesses, step }: FirstSettlement,
): Promise<'written' | 'overtaken' | 'not-first'> {
  const { key, route, step: id, instance, epoch, undo, end, code, facts, bodyHash, decidedBy, law } = outcome;
  const values = [
    ...[key, route, id, instance, epoch, undo, end, code, JSON.stringify(facts), bodyHash, decidedBy, law],
    JSON.stringify(accesses),
    ...(answer === null
      ? [null, null, null]
      : [JSON.stringify(answer.body), answer.purpose, answer.keepUntil]),
    ...[step.service, step.agency, step.status, step.seq],
  ];
  const [settled] = await run<Settled>(db, { name: 'settle-first', text }, values);
  if (settled?.isFirst !== true) return 'not-first';
  return settled.isWritten ? 'written' : 'overtaken';
}

type Settled = {
  readonly isFirst: boolean;
  readonly isWritten: boolean;
};
