import type { Queries } from '../client.ts';
import { takenOverAfter, type KeptAnswer, type Once } from '../idempotency.ts';
import type { RouteToStart } from '../start-route.ts';
import { run } from '../statement.ts';
import { type Access, kept } from './door.ts';

/** Everything that is written when a route is accepted. */
export interface Entering {
  readonly route: RouteToStart;
  /** Hash of its definition. */
  readonly definition: string;
  readonly once: Once;
  /** Final under the key as soon as all is written. */
  readonly answer: KeptAnswer;
  readonly access: Access;
}

/** One statement is one transaction and one way there and back; ten of them were most of what a start took. */
const text = `with claimed as (
  insert into idempotency_keys (client, key, operation, body_hash, status, response)
  values ($1, $2, $3, $4, $5, $6::jsonb)
  on conflict (client, key) do update
    set created_at = now(), status = excluded.status, response = excluded.response
    where idempotency_keys.status is null and idempotency_keys.body_hash = excluded.body_hash
      and idempotency_keys.created_at < now() - ${takenOverAfter}
  returning key
), entered as (
  insert into routes
    (id, life_event, version, definition, person_key, client, channel, region, test_data, time_scale, start)
  select $7, $8, $9, $10, $11, $12, $13, $14, $15::boolean, $16::float8, $17::jsonb from claimed
), taking_part as (
  insert into parties (route, party, instance, person_key)
  select $7, part.party, part.instance, part."personKey"
    from claimed, jsonb_to_recordset($18::jsonb) as part (party text, instance int, "personKey" text)
  on conflict do nothing
), consenting as (
  insert into consents (route, person_key, client, purpose, text_version, given_at)
  select $7, $11, $12, given.purpose, given."textVersion", given."givenAt"
    from claimed, jsonb_to_recordset($19::jsonb)
      as given (purpose text, "textVersion" text, "givenAt" timestamptz)
), reported as (
  insert into personal.events (route, body, person, purpose, keep_until)
  select $7, $20::jsonb, $21::jsonb, $22, $23::timestamptz from claimed
), used as (
  insert into access_entries (actor, role, subject_key, purpose, basis, route, what)
  select $24, $25, $26, $27, $28, $7, $29 from claimed
)
select exists (select from claimed) as "isNew"`;

/**
 * Claims the key and writes the route: parties, consents, event and who reported it, all or nothing. True where the key
 * was claimed; else nothing was written. Rejects where the definition is not stored.
 */
export async function enterAtOnce(db: Queries, entering: Entering): Promise<boolean> {
  const values = [...keyOf(entering), ...routeOf(entering), ...eventOf(entering)];
  const [entered] = await run<{ isNew: boolean }>(db, { name: 'enter-route', text }, values);
  return entered?.isNew === true;
}

const keyOf = ({ once, answer }: Entering): readonly unknown[] => [
  ...[once.account, once.key, once.operation, once.bodyHash],
  ...[answer.status, JSON.stringify(answer.body)],
];

function routeOf({ route, definition }: Entering): readonly unknown[] {
  const { id, version, personKey, client, channel, region, testData, timeScale, start } = route;
  const { compiled } = version;
  return [
    ...[
      id,
      compiled.id,
      compiled.version,
      definition,
      personKey,
      client,
      channel,
      region,
      testData,
      timeScale,
    ],
    // An event may name a field `applicant` of its own: who applies stands first, and stays.
    ...[JSON.stringify(start), JSON.stringify(route.parties), JSON.stringify(route.consents)],
  ];
}

function eventOf({ route, access }: Entering): readonly unknown[] {
  const { purpose, keepUntil } = kept(access.purpose);
  const { actor, role, subjectKey, basis, what } = access;
  return [
    ...[JSON.stringify(route.event), JSON.stringify(route.applicant), purpose, keepUntil],
    ...[actor, role, subjectKey, access.purpose, basis, what],
  ];
}
