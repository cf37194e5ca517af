import { z } from 'zod';
import { eventTypes, testType, WebhookEvent } from '../../webhooks/event.ts';
import { Instant, pageOf } from './common.ts';

const Type = z.enum(eventTypes);

/** What a portal asks for. Whether the address may be called is checked by the endpoint, which knows the settings. */
export const WebhookRequest = z
  .object({
    url: z
      .string()
      .min(1)
      .max(500)
      .meta({ description: 'https, a host name, no credentials. Write no personal data into it.' }),
    events: z
      .array(Type)
      .min(1)
      .max(20)
      .nullable()
      .meta({ description: 'Types of events; all, also later ones, where left out.' }),
    description: z.string().trim().min(1).max(200).nullable().meta({ description: 'For yourselves.' }),
  })
  .meta({ id: 'WebhookRequest' });

const shown = {
  id: z.string(),
  url: z.string(),
  events: z.array(Type).nullable(),
  description: z.string().nullable(),
  createdAt: Instant,
  failingSince: Instant.nullable().meta({ description: 'Since when every attempt has failed.' }),
  disabledAt: Instant.nullable().meta({
    description: 'From here on nothing is told. A test that arrives enables the webhook again.',
  }),
  disabledBecause: z.enum(['gone', 'failing']).nullable().meta({
    description: '`gone`: the receiver answered 410; `failing`: it failed for days.',
  }),
};

/** A webhook as its portal sees it. */
export const Webhook = z.object(shown).meta({ id: 'Webhook' });
export type Webhook = z.output<typeof Webhook>;

/** The same with its secret, shown where it is made and nowhere else. */
export const WebhookWithSecret = z
  .object({
    ...shown,
    secret: z.string().nullable().meta({
      description: '`whsec_…`, verifies signatures. Shown here only; null in a repeat once it has ended.',
    }),
  })
  .meta({ id: 'WebhookWithSecret' });

export const WebhookPage = pageOf(Webhook).meta({ id: 'WebhookPage' });

const Delivery = z
  .object({
    id: z.string().meta({ description: 'Of the event; the header `webhook-id`.' }),
    type: z.enum([...eventTypes, testType]),
    route: z.string().nullable(),
    at: Instant.meta({ description: 'When it happened.' }),
    state: z.enum(['waiting', 'delivered', 'superseded', 'given-up']).meta({
      description: '`superseded`: newer news of the route took its place before it could be delivered.',
    }),
    attempts: z.int(),
    lastStatus: z.int().nullable().meta({ description: 'HTTP status of the last attempt.' }),
    lastFault: z
      .enum([
        ...(['timeout', 'connection', 'unknown-host', 'target-refused', 'refused'] as const),
        ...(['certificate-untrusted', 'certificate-name'] as const),
        ...(['certificate-expired', 'certificate-not-yet-valid'] as const),
      ])
      .nullable()
      .meta({
        description:
          '`target-refused`: the name leads to an address that webhooks may not go to. `certificate-untrusted`: the ' +
          'receiver’s certificate is signed by itself, or by an authority that Hayot does not know, or comes without ' +
          'the certificates between. `certificate-name`: it stands for another name. `refused`: see `lastStatus`.',
      }),
    nextAttemptAt: Instant.nullable(),
    deliveredAt: Instant.nullable(),
    event: WebhookEvent.nullable().meta({ description: 'As it was sent; null before the first attempt.' }),
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.output<typeof Delivery>;
export const DeliveryPage = pageOf(Delivery).meta({ id: 'DeliveryPage' });

/** Which deliveries to send again. */
export const ReplayRequest = z
  .union([
    z.object({ since: Instant.meta({ description: 'All that happened since.' }) }),
    z.object({ deliveries: z.array(z.string().min(1).max(100)).min(1).max(100) }),
  ])
  .meta({ id: 'ReplayRequest' });
