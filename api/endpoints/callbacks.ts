import { randomUUIDv7 } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { findIntent } from '../../db/intents.ts';
import { kept } from '../../db/personal/door.ts';
import { type CallbackOf, markCallbackSignalled, takeCallback } from '../../db/personal/inbox.ts';
import { checkAgainst } from '../checks/check-against.ts';
import { unstorableTexts } from '../checks/hostile-text.ts';
import type { ApiDeps } from '../deps.ts';
import { parseJson } from '../http/body.ts';
import { type Call, endpoint, type Endpoint } from '../http/endpoint.ts';
import { Problem, wrongFields } from '../problems/problem.ts';

type Deps = Pick<ApiDeps, 'db' | 'catalogue' | 'door' | 'errands' | 'metrics' | 'settings'>;

/** More than people may send: an agency's answer may hold lists. */
const largest = 1024 * 1024;

const Callback = z
  .looseObject({
    transactionId: z.string().min(1).max(200).meta({ description: 'The one we sent the call with.' }),
    payload: z
      .union([z.record(z.string(), z.unknown()), z.array(z.unknown())])
      .meta({ description: "The answer, in the service's envelope." }),
  })
  .meta({ id: 'Callback' });

export function callbackEndpoint(deps: Deps): Endpoint {
  return endpoint({
    id: 'receiveCallback',
    tag: 'Agencies',
    method: 'post',
    path: '/v1/callbacks/{agency}',
    summary: 'An agency answers later',
    description:
      'Signed as Standard Webhooks say, with a timestamp at most five minutes off. `webhook-id` is the id of the callback: sent twice, it counts once. Acknowledged when it is durably kept. Of unknown transactions only so many are kept: the rest is to be sent again later.',
    for: 'open',
    headers: {
      'webhook-id': 'Id of the callback, at most 200 characters.',
      'webhook-timestamp': 'Seconds since 1970.',
      'webhook-signature': '`v1,` and the signature in base64.',
    },
    bodyAsTold: Callback,
    signedBytes: largest,
    answers: { 202: { description: 'Kept; also where it was kept before.' } },
    problems: [
      'not-found',
      'bad-signature',
      'broken-json',
      'too-deep',
      'too-large',
      'wrong-content-type',
      'wrong-fields',
      'too-many-callbacks',
    ],
    handle: async (call) => {
      const { agency = '' } = call.params;
      if (!Object.hasOwn(deps.catalogue.agencies, agency)) throw new Problem('not-found');
      const callbackId = verified(deps, call, agency);
      demandKeepable(callbackId);
      const checked = checkAgainst(Callback, parseJson(String(call.body)), unstorableTexts);
      if (!checked.ok) throw wrongFields(checked.errors);
      await keep(deps, { agency, callbackId, ...checked.value });
      return { status: 202 };
    },
  });
}

/** The callback's id, once signature and timestamp hold. */
function verified({ settings, metrics }: Deps, { body, header }: Call, agency: string): string {
  const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];
  const headers = Object.fromEntries(names.map((name) => [name, header(name) ?? '']));
  try {
    new Webhook(settings.callbackSecret(agency)).verify(String(body), headers, { jsonParse: false });
  } catch {
    metrics.callbacksForged.inc({ agency });
    throw new Problem('bad-signature', { headers: { 'WWW-Authenticate': 'Signature' } });
  }
  return headers['webhook-id'] ?? '';
}

interface Received {
  readonly agency: string;
  readonly callbackId: string;
  readonly transactionId: string;
  readonly payload: unknown;
}

/** Characters of a callback's id: an index holds it. */
const longestId = 200;

function demandKeepable(callbackId: string): void {
  const params = { maximum: longestId };
  if (callbackId.length > longestId)
    throw wrongFields([{ pointer: '/webhook-id', code: 'too-long', params }]);
}

/** In seconds: until then a person may have seen what it is about. */
const comeBackAfter = 3_600;

/** Inbox first, then the route is told; what is not told now, the inbox sweep tells. */
async function keep({ db, door, errands, metrics, settings }: Deps, received: Received): Promise<void> {
  const intent = await findIntent(db.orm, received.agency, received.transactionId);
  const of = intent === undefined ? null : placeOf(intent);
  const id = randomUUIDv7();
  const { agency, callbackId, transactionId, payload } = received;
  const row = { id, agency, callbackId, transactionId, payload, of, ...kept('callback') };
  const stored = await takeCallback(db.orm, row, settings.unknownCallbacks);
  if (stored === 'full') {
    metrics.callbacksTurnedBack.inc({ agency });
    throw new Problem('too-many-callbacks', { retryAfter: comeBackAfter });
  }
  if (stored === 'duplicate' || of === null) return;
  errands.send('callback', async () => {
    const { route, ...step } = of;
    await door.agencyAnswered(route, { ...step, inbox: id });
    await markCallbackSignalled(db.orm, id);
  });
}

function placeOf({ route, step, instance, epoch }: CallbackOf): CallbackOf {
  return { route, step, instance, epoch };
}
