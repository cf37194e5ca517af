import type { SQL } from 'drizzle-orm';
import { sql } from '../drizzle.cjs';
import type { Queries } from '../client.ts';
import { prepared } from '../prepared.ts';
import { consents, outcomes, steps } from '../schema.ts';
import { answers, events, mended } from './schema.ts';
import type { Applicant } from './events.ts';

/** How one instance of a step came out. */
export interface GivenAnswer {
  readonly step: string;
  readonly instance: number;
  readonly epoch: number;
  readonly end: 'done' | 'refused';
  readonly body: Readonly<Record<string, unknown>> | null;
}

/** An instance that did not run. */
export interface LeftOut {
  readonly step: string;
  readonly instance: number;
  readonly because: string | null;
}

/** What the input of a call is made of. */
export interface CallData {
  readonly event: Readonly<Record<string, unknown>>;
  readonly person: Applicant;
  readonly answers: readonly GivenAnswer[];
  readonly leftOut: readonly LeftOut[];
  /** Consents given on this route and not withdrawn. */
  readonly consents: readonly { readonly personKey: string; readonly purpose: string }[];
  /** Mended fields up to this epoch, oldest first. */
  readonly mended: readonly { readonly field: string; readonly value: unknown }[];
}

export interface CallOf {
  readonly route: string;
  readonly step: string;
  readonly instance: number;
  readonly epoch: number;
  /** The steps whose answers the input takes. */
  readonly reads: readonly string[];
  /** True for taking back: it takes the input of the act, made also of answers that have been taken back since. */
  readonly undo: boolean;
}

const route = sql.placeholder('route');
const step = sql.placeholder('step');
const instance = sql.placeholder('instance');
const reads = sql.placeholder('reads');

/**
 * As `step = any(reads)`, but PostgreSQL expects the same of every list: else it takes a plan of its own for each list to be
 * cheaper, and made one at every call, which took longer than to carry it out.
 */
const isRead = (step: SQL) => sql`array_position(${reads}::text[], ${step}) is not null`;

const answersRead = sql<GivenAnswer[]>`(
    select coalesce(json_agg(json_build_object(
      'step', o.step, 'instance', o.instance, 'epoch', o.epoch, 'end', o."end", 'body', a.body)), '[]')
    from ${outcomes} o left join ${answers} a on a.key = o.key
    where o.route = ${route} and not o.undo and ${isRead(sql`o.step`)}
      and (${sql.placeholder('undo')}::boolean or not exists (
        select from ${outcomes} u
        where u.route = o.route and u.step = o.step and u.instance = o.instance and u.undo)))`;

const leftOut = sql<LeftOut[]>`(
    select coalesce(json_agg(json_build_object(
      'step', s.step, 'instance', s.instance, 'because', s.skipped_because)), '[]')
    from ${steps} s
    where s.route = ${route} and s.status = 'skipped' and ${isRead(sql`s.step`)})`;

const consentsGiven = sql<{ personKey: string; purpose: string }[]>`(
    select coalesce(json_agg(json_build_object('personKey', c.person_key, 'purpose', c.purpose)), '[]')
    from ${consents} c
    where c.route = ${route} and c.withdrawn_at is null)`;

const mendedFields = sql<{ field: string; value: unknown }[]>`(
    select coalesce(json_agg(json_build_object('field', m.field, 'value', m.value) order by m.epoch), '[]')
    from ${mended} m
    where m.route = ${route} and m.step = ${step} and m.instance = ${instance}
      and m.epoch <= ${sql.placeholder('epoch')})`;

/** For a query with these placeholders; null where the event is not stored. */
export const callData = sql<CallData | null>`(
    select json_build_object('event', e.body, 'person', e.person, 'answers', ${answersRead},
      'leftOut', ${leftOut}, 'consents', ${consentsGiven}, 'mended', ${mendedFields})
    from ${events} e where e.route = ${route})`;

const dataOfCall = prepared((db) =>
  db
    .select({ data: callData })
    .from(sql`(select 1) as one`)
    .prepare('call-data'),
);

/**
 * Reads what a call's input is made of, where `findCallState` has not read it already. The access entry is owed: whoever
 * reads this records it (`recordAccess`) in the transaction that writes how the attempt ended, or before it sends
 * anything, where an intent is written first. So a plain call needs one commit; a worker that dies before leaves the
 * entry to the repeat.
 */
export async function readCallData(
  db: Queries,
  { route, step, instance, epoch, reads, undo }: CallOf,
): Promise<CallData | undefined> {
  const [found] = await dataOfCall(db).execute({ route, step, instance, epoch, reads, undo });
  return found?.data ?? undefined;
}
