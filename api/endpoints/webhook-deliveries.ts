import { z } from 'zod';
import {
  enterTest,
  type ListedDelivery,
  listDeliveries,
  replayDeliveries,
} from '../../db/webhooks/deliveries.ts';
import type { ApiDeps } from '../deps.ts';
import { endpoint, type Endpoint } from '../http/endpoint.ts';
import { Problem } from '../problems/problem.ts';
import { afterOf, Cursor, cursorOf, Limit, usualLimit } from '../schemas/common.ts';
import { type Delivery, DeliveryPage, ReplayRequest } from '../schemas/webhook.ts';
import { ownWebhook } from '../webhooks/own-webhook.ts';

type Deps = Pick<ApiDeps, 'db'>;

const about = { tag: 'Webhooks', for: ['portal'] } as const;

const Query = z.object({ cursor: Cursor.optional(), limit: Limit.optional() });
const Replayed = z
  .object({ replayed: z.int().meta({ description: 'Deliveries that are sent again.' }) })
  .meta({ id: 'Replayed' });
const Testing = z
  .object({ delivery: z.string().meta({ description: 'Look it up among the deliveries.' }) })
  .meta({ id: 'WebhookTest' });

/** What was sent to a webhook, and sending it again. */
export function webhookDeliveryEndpoints(deps: Deps): Endpoint[] {
  return [deliveriesOf(deps), replay(deps), test(deps)];
}

function deliveriesOf({ db }: Deps): Endpoint {
  return endpoint({
    ...about,
    id: 'listDeliveries',
    method: 'get',
    path: '/v1/webhooks/{id}/deliveries',
    summary: 'What was sent to a webhook and what came of it, newest first',
    query: Query,
    answers: { 200: { description: 'A page.', schema: DeliveryPage } },
    problems: ['not-found'],
    handle: async ({ caller, query: { cursor, limit }, params: { id = '' } }) => {
      await ownWebhook(db.orm, caller, id);
      const after = cursor === undefined ? null : (afterOf(cursor) ?? null);
      const page = await listDeliveries(db.orm, id, { after, limit: Number(limit ?? usualLimit) });
      return { status: 200, body: { items: page.items.map(shown), next: cursorOf(page.next) } };
    },
  });
}

function replay({ db }: Deps): Endpoint {
  return endpoint({
    ...about,
    id: 'replayDeliveries',
    method: 'post',
    path: '/v1/webhooks/{id}/replay',
    summary: 'Send events again',
    description:
      'With the ids and contents they had. By `since`, what newer news has superseded is left out. As far back as the log reaches, usually 30 days.',
    once: 'around',
    body: ReplayRequest,
    answers: { 202: { description: 'They are on their way.', schema: Replayed } },
    problems: ['not-found', 'webhook-disabled'],
    handle: async ({ caller, body, params: { id = '' } }) => {
      const { disabledAt } = await ownWebhook(db.orm, caller, id);
      if (disabledAt !== null) throw new Problem('webhook-disabled');
      const again = 'since' in body ? { since: new Date(body.since) } : { ids: body.deliveries };
      return { status: 202, body: { replayed: await replayDeliveries(db.orm, id, again) } };
    },
  });
}

function test({ db }: Deps): Endpoint {
  return endpoint({
    ...about,
    id: 'testWebhook',
    method: 'post',
    path: '/v1/webhooks/{id}/test',
    summary: 'Send a test event',
    description: 'Tried once. A disabled webhook that takes it is enabled again.',
    once: 'around',
    answers: { 202: { description: 'It is on its way.', schema: Testing } },
    problems: ['not-found'],
    handle: async ({ caller, once, params: { id = '' } }) => {
      await ownWebhook(db.orm, caller, id);
      const delivery = once?.id ?? '';
      await enterTest(db.orm, id, delivery);
      return { status: 202, body: { delivery } };
    },
  });
}

function shown(row: ListedDelivery): Delivery {
  const { id, type, route, state, attempts, lastStatus, lastFault, event } = row;
  return {
    id,
    type,
    route,
    at: row.happenedAt.toISOString(),
    state,
    attempts,
    lastStatus,
    lastFault,
    nextAttemptAt: row.nextAt?.toISOString() ?? null,
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
    event,
  };
}
