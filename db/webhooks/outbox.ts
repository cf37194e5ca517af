import type { SQL } from 'drizzle-orm';
import { alias, and, asc, eq, exists, inArray, isNotNull, isNull, lte, ne, or, sql } from '../drizzle.cjs';
import { eventOf, type RouteNews, testType, type WebhookEvent } from '../../webhooks/event.ts';
import type { Queries } from '../client.ts';
import { healthNow } from '../route-health.ts';
import { routes } from '../schema.ts';
import { webhookDeliveries as deliveries, webhooks } from './schema.ts';
import { lockWebhook } from './subscriptions.ts';

/** A claim lasts so long; what is sent under it has to end well before. */
export const claimMs = 60_000;
/** Deliveries to one webhook that all workers together send at a time. */
const atATime = 8;

const isWaiting = eq(deliveries.state, 'waiting');
const isDue = and(isWaiting, lte(deliveries.nextAt, sql`clock_timestamp()`));
/** A disabled webhook gets tests only: one that arrives enables it again. */
const maySend = or(isNull(webhooks.disabledAt), eq(deliveries.type, testType));

/** Webhooks for which something is due, in any order. */
export async function dueWebhooks(db: Queries): Promise<string[]> {
  const due = db
    .select({ one: sql`1` })
    .from(deliveries)
    .where(and(eq(deliveries.webhook, webhooks.id), isDue, maySend));
  const rows = await db
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(exists(due))
    .orderBy(sql`random()`);
  return rows.map(({ id }) => id);
}

/** A delivery that is ours to send, now. */
export interface Claimed {
  readonly id: string;
  readonly webhook: string;
  readonly url: string;
  readonly event: WebhookEvent;
  /** Counts from 1. */
  readonly attempt: number;
  readonly claim: string;
}

type Due = Pick<typeof deliveries.$inferSelect, keyof typeof asDue>;
const asDue = {
  id: deliveries.id,
  type: deliveries.type,
  route: deliveries.route,
  at: deliveries.at,
  event: deliveries.event,
  attempts: deliveries.attempts,
};

/**
 * Claims what is due for a webhook. Several workers do so one after the other, so that each sees how many deliveries are
 * under way. What was never sent is made an event now, of the route as it stands, and takes the place of older news of
 * the same type.
 */
export async function claimDeliveries(db: Queries, webhook: string, claim: string): Promise<Claimed[]> {
  return db.transaction(async (tx) => {
    const target = await lockWebhook(tx, webhook);
    if (target === undefined) return [];
    const due = await pickFolded(tx, webhook, target.disabledAt === null);
    const news = await newsOf(tx, due);
    const claimed: Claimed[] = [];
    // What was sent before goes first: once it is on its way, newer news does not supersede it.
    const isNew = ({ event }: Due) => Number(event === null);
    for (const delivery of due.toSorted((one, other) => isNew(one) - isNew(other))) {
      const event = delivery.event ?? freshEvent(delivery, webhook, news);
      if (delivery.event === null) await supersede(tx, webhook, delivery);
      await take(tx, delivery, { event, claim });
      const { id, attempts } = delivery;
      claimed.push({ id, webhook, url: target.url, event, attempt: attempts + 1, claim });
    }
    return claimed;
  });
}

/** Older news of the route that could not be delivered so far, and is not on its way just now, has had its time. */
async function supersede(tx: Queries, webhook: string, { id, route, type }: Due): Promise<void> {
  if (route === null) return;
  const same = and(eq(deliveries.webhook, webhook), eq(deliveries.route, route), eq(deliveries.type, type));
  await tx
    .update(deliveries)
    .set({ state: 'superseded', nextAt: null, claim: null })
    .where(and(same, isWaiting, isNotNull(deliveries.event), ne(deliveries.id, id), sql`not ${isClaimed}`));
}

/** What is due; in the place of news that was never told, the newest of its route and type. */
async function pickFolded(tx: Queries, webhook: string, isEnabled: boolean): Promise<Due[]> {
  const due = await pick(tx, webhook, isEnabled);
  const routesToTell = untold(due);
  if (routesToTell.length === 0) return due;
  const ofRoutes = and(
    ...[eq(deliveries.webhook, webhook), inArray(deliveries.route, routesToTell)],
    ...[isWaiting, isNull(deliveries.event)],
  );
  await foldNews(tx, ofRoutes);
  const kinds = new Set(due.map(kindOf));
  const newest = await tx.select(asDue).from(deliveries).where(ofRoutes);
  const others = due.filter(({ event, route }) => event !== null || route === null);
  return [...others, ...newest.filter((one) => kinds.has(kindOf(one)))];
}

const kindOf = ({ route, type }: Due) => `${route ?? ''} ${type}`;

/**
 * Of several things that happened and were never told, one event is enough: it says how the route stands. Only of the
 * routes that are told of now: a receiver that was away for long has very many waiting.
 */
async function foldNews(tx: Queries, ofRoutes: SQL | undefined): Promise<void> {
  const newer = alias(deliveries, 'newer');
  await tx.delete(deliveries).where(
    and(
      ofRoutes,
      sql`exists (select 1 from ${deliveries} as newer where ${newer.webhook} = ${deliveries.webhook}
        and ${newer.route} = ${deliveries.route} and ${newer.type} = ${deliveries.type}
        and ${newer.state} = 'waiting' and ${newer.event} is null
        and (${newer.at}, ${newer.id}) > (${deliveries.at}, ${deliveries.id}))`,
    ),
  );
}

/** Routes that are told of for the first time. */
function untold(due: readonly Due[]): string[] {
  return due.flatMap(({ event, route }) => (event === null && route !== null ? [route] : []));
}

async function pick(tx: Queries, webhook: string, isEnabled: boolean): Promise<Due[]> {
  const ofWebhook = eq(deliveries.webhook, webhook);
  const underWay = await tx.$count(deliveries, and(ofWebhook, isWaiting, isClaimed));
  if (underWay >= atATime) return [];
  return tx
    .select(asDue)
    .from(deliveries)
    .where(and(ofWebhook, isDue, isEnabled ? undefined : eq(deliveries.type, testType)))
    .orderBy(asc(deliveries.nextAt))
    .limit(atATime - underWay)
    .for('update', { skipLocked: true });
}

const isClaimed: SQL = sql`(${deliveries.claim} is not null and ${deliveries.nextAt} > clock_timestamp())`;

/** Where those routes stand now. */
async function newsOf(tx: Queries, due: readonly Due[]): Promise<ReadonlyMap<string, RouteNews>> {
  const ids = untold(due);
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({
      route: routes.id,
      lifeEvent: routes.lifeEvent,
      seq: routes.seq,
      state: routes.state,
      outcome: routes.outcome,
      health: healthNow,
    })
    .from(routes)
    .where(inArray(routes.id, ids));
  return new Map(rows.map((row) => [row.route, { ...row, link: `/v1/routes/${row.route}` }]));
}

function freshEvent({ id, type, route, at }: Due, webhook: string, news: ReadonlyMap<string, RouteNews>) {
  const data = route === null ? { webhook } : news.get(route);
  if (data === undefined)
    throw new Error(`The route ${route ?? ''} has left the database; its news cannot be told.`);
  return eventOf({ id, type, at, data });
}

async function take(
  tx: Queries,
  delivery: Due,
  { event, claim }: { readonly event: WebhookEvent; readonly claim: string },
): Promise<void> {
  const nextAt = sql`clock_timestamp() + make_interval(secs => ${claimMs / 1000}::float8)`;
  await tx
    .update(deliveries)
    .set({ event, claim, attempts: delivery.attempts + 1, nextAt })
    .where(eq(deliveries.id, delivery.id));
}
