import type { Once } from '../../db/idempotency.ts';
import { rotateSecret, storeSecret } from '../../db/webhooks/secrets.ts';
import { deleteWebhook, enterWebhook, listWebhooks } from '../../db/webhooks/subscriptions.ts';
import { newSecret } from '../../webhooks/seal.ts';
import { faultOfTarget } from '../../webhooks/target.ts';
import type { ApiDeps } from '../deps.ts';
import { type Answer, endpoint, type Endpoint } from '../http/endpoint.ts';
import { Problem, wrongFields } from '../problems/problem.ts';
import { Webhook, WebhookPage, WebhookRequest, WebhookWithSecret } from '../schemas/webhook.ts';
import { clientOf, ownWebhook, shownWebhook } from '../webhooks/own-webhook.ts';
import { withSecret } from '../webhooks/with-secret.ts';

type Deps = Pick<ApiDeps, 'db' | 'settings'>;

/** Webhooks of one client. */
const most = 10;

const about = { tag: 'Webhooks', for: ['portal'] } as const;
const path = '/v1/webhooks';

/** Where a portal wants to be told of the routes it started. */
export function webhookEndpoints(deps: Deps): Endpoint[] {
  return [
    createWebhook(deps),
    ownWebhooks(deps),
    readWebhook(deps),
    rotateWebhook(deps),
    removeWebhook(deps),
  ];
}

function createWebhook(deps: Deps): Endpoint {
  return endpoint({
    ...about,
    id: 'createWebhook',
    method: 'post',
    path,
    summary: 'Be told when routes you started move',
    description:
      'Events are signed as Standard Webhooks say, and hold no personal data: read the route to learn more. The secret is shown in this answer only. At most ten webhooks per client.',
    once: 'inside',
    body: WebhookRequest,
    answers: {
      201: { description: 'Made.', schema: WebhookWithSecret, headers: { Location: 'The webhook.' } },
    },
    problems: ['too-many-webhooks'],
    handle: async ({ caller, body, once }) => {
      const { url, events, description } = body;
      const fault = faultOfTarget(url, deps.settings.webhooks.target);
      if (fault !== null) throw wrongFields([{ pointer: '/url', code: fault }]);
      const wanted = { url: new URL(url).href, events: events && [...new Set(events)], description };
      return create(deps, underKey(once), { client: clientOf(caller), ...wanted });
    },
  });
}

type Wanted = Omit<Parameters<typeof enterWebhook>[1], 'id'>;

async function create(deps: Deps, once: Once, wanted: Wanted): Promise<Answer> {
  const { id } = once;
  const answer = await withSecret(deps, once, async (tx) => {
    const row = await enterWebhook(tx, { id, ...wanted }, most);
    if (row === undefined) throw new Problem('too-many-webhooks');
    await storeSecret(tx, { id, webhook: id, secret: newSecret(), key: deps.settings.webhooks.key });
    return { status: 201, row };
  });
  return { ...answer, headers: { Location: `${path}/${id}` } };
}

function ownWebhooks({ db }: Deps): Endpoint {
  return endpoint({
    ...about,
    id: 'listWebhooks',
    method: 'get',
    path,
    summary: 'Your webhooks',
    answers: { 200: { description: 'All of them.', schema: WebhookPage } },
    handle: async ({ caller }) => {
      const rows = await listWebhooks(db.orm, clientOf(caller));
      return { status: 200, body: { items: rows.map(shownWebhook), next: null } };
    },
  });
}

function readWebhook({ db }: Deps): Endpoint {
  return endpoint({
    ...about,
    id: 'readWebhook',
    method: 'get',
    path: `${path}/{id}`,
    summary: 'One of your webhooks, and whether it is well',
    answers: { 200: { description: 'The webhook.', schema: Webhook } },
    problems: ['not-found'],
    handle: async ({ caller, params: { id = '' } }) => {
      return { status: 200, body: shownWebhook(await ownWebhook(db.orm, caller, id)) };
    },
  });
}

function rotateWebhook(deps: Deps): Endpoint {
  return endpoint({
    ...about,
    id: 'rotateWebhook',
    method: 'post',
    path: `${path}/{id}/rotate`,
    summary: 'Give a webhook a new secret',
    description:
      'The old secret goes on signing beside the new one, usually for a day, so that receivers can change over. Of three, the oldest ends at once.',
    once: 'inside',
    answers: { 200: { description: 'With the new secret.', schema: WebhookWithSecret } },
    problems: ['not-found'],
    handle: async ({ caller, once: given, params: { id = '' } }) => {
      const { key, overlapHours } = deps.settings.webhooks;
      const once = underKey(given);
      return withSecret(deps, once, async (tx) => {
        const row = await ownWebhook(tx, caller, id);
        await rotateSecret(tx, { id: once.id, webhook: id, secret: newSecret(), key }, overlapHours);
        return { status: 200, row };
      });
    },
  });
}

function removeWebhook({ db }: Deps): Endpoint {
  return endpoint({
    ...about,
    id: 'deleteWebhook',
    method: 'delete',
    path: `${path}/{id}`,
    summary: 'Delete a webhook, its secrets and its log',
    description: 'What is on its way just now may still arrive.',
    answers: { 204: { description: 'Deleted.' } },
    problems: ['not-found'],
    handle: async ({ caller, params: { id = '' } }) => {
      if (!(await deleteWebhook(db.orm, clientOf(caller), id))) throw new Problem('not-found');
      return { status: 204 };
    },
  });
}

function underKey(once: Once | null): Once {
  if (once === null) throw new Error('Secrets are made under a key only.');
  return once;
}
