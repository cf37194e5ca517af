import { z } from 'zod';

/**
 * What a portal may be told of its routes. The triggers of migration 0009 write these words: `moved`, it went on;
 * `turn`, a person has something to do; `stuck`, an officer has to decide on a step; `closed`, it has ended.
 */
export const eventTypes = [
  'uz.hayot.route.moved.v1',
  'uz.hayot.route.turn.v1',
  'uz.hayot.route.stuck.v1',
  'uz.hayot.route.closed.v1',
] as const;

/** Sent when a portal asks for it, whatever it subscribed to. */
export const testType = 'uz.hayot.webhook.test.v1';

/** Of the things an event may be about. */
export type EventType = (typeof eventTypes)[number] | typeof testType;

/** Where a route stands. Nothing here names or finds a person: who wants to know more reads the route. */
const RouteNews = z.strictObject({
  route: z.string(),
  lifeEvent: z.string(),
  seq: z.int().meta({
    description: 'Grows with every change. Events may come out of order: the highest is the newest.',
  }),
  state: z.enum(['open', 'closed']),
  outcome: z.enum(['complete', 'partial', 'refused', 'withdrawn']).nullable(),
  health: z.enum(['stuck', 'late', 'waiting', 'on-track']),
  link: z.string().meta({ description: 'Where to read the route, relative to this API.' }),
});
export type RouteNews = z.output<typeof RouteNews>;

/** CloudEvents 1.0 in the structured mode. Strict, so that nothing else ever slips in. */
export const WebhookEvent = z
  .strictObject({
    specversion: z.literal('1.0'),
    id: z.string().meta({ description: 'The same at every attempt, and the header `webhook-id`.' }),
    source: z.string(),
    type: z.enum([...eventTypes, testType]),
    subject: z.string().meta({ description: 'Id of the route; of the webhook in a test.' }),
    time: z.iso.datetime(),
    datacontenttype: z.literal('application/json'),
    data: z.union([RouteNews, z.strictObject({ webhook: z.string() })]),
  })
  .meta({ id: 'WebhookEvent' });
export type WebhookEvent = z.output<typeof WebhookEvent>;

/** Makes an event. Throws where the data holds more than an event may say. */
export function eventOf(about: {
  readonly id: string;
  readonly type: EventType;
  readonly at: Date;
  readonly data: WebhookEvent['data'];
}): WebhookEvent {
  const { id, type, at, data } = about;
  const ofRoute = 'route' in data;
  return WebhookEvent.parse({
    specversion: '1.0',
    id,
    source: ofRoute ? '/v1/routes' : '/v1/webhooks',
    type,
    subject: ofRoute ? data.route : data.webhook,
    time: at.toISOString(),
    datacontenttype: 'application/json',
    data,
  });
}
