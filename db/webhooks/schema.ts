import { index, integer, json, pgTable, sql, text, timestamp } from '../drizzle.cjs';
import type { EventType, WebhookEvent } from '../../webhooks/event.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Where a portal wants to be told of its routes. */
export const webhooks = pgTable(
  'webhooks',
  {
    id: text('id').primaryKey(),
    client: text('client').notNull(),
    url: text('url').notNull(),
    /** Types it wants; null = all. */
    events: text('events').array().$type<EventType[]>(),
    description: text('description'),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** Since when every attempt has failed. */
    failingSince: instant('failing_since'),
    disabledAt: instant('disabled_at'),
    /** gone: the receiver said 410 · failing: it failed for days */
    disabledBecause: text('disabled_because').$type<'gone' | 'failing'>(),
  },
  (t) => [index('webhooks_client').on(t.client)],
);

/** Signing secrets, encrypted; at most two of a webhook are valid at a time. */
export const webhookSecrets = pgTable(
  'webhook_secrets',
  {
    id: text('id').primaryKey(),
    webhook: text('webhook')
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    sealed: text('sealed').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** Set when a newer one took its place: until then it signs too. */
    endsAt: instant('ends_at'),
  },
  (t) => [index('webhook_secrets_webhook').on(t.webhook)],
);

export type DeliveryState = 'waiting' | 'delivered' | 'superseded' | 'given-up';
/** What is wrong with the certificate that a receiver shows. */
export type CertificateFault =
  'certificate-untrusted' | 'certificate-name' | 'certificate-expired' | 'certificate-not-yet-valid';
export type DeliveryFault =
  'timeout' | 'connection' | 'unknown-host' | 'target-refused' | 'refused' | CertificateFault;

/**
 * Outbox and log in one. Triggers on routes, steps and tasks write rows in the transaction of the change. No foreign
 * key: a portal that deletes its webhook must not make a route's transaction fail.
 */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    /** Id of the event, the same at every attempt. */
    id: text('id').primaryKey(),
    webhook: text('webhook').notNull(),
    type: text('type').$type<EventType>().notNull(),
    /** Null in a test. */
    route: text('route'),
    at: instant('at').notNull().defaultNow(),
    state: text('state').$type<DeliveryState>().notNull().default('waiting'),
    /** What is sent; fixed when it is first sent. Until then newer news takes its place. */
    event: json('event').$type<WebhookEvent>(),
    attempts: integer('attempts').notNull().default(0),
    /** Who sends it just now. Their claim ends at `next_at`, so that a killed worker's deliveries go on. */
    claim: text('claim'),
    nextAt: instant('next_at').defaultNow(),
    lastStatus: integer('last_status'),
    lastFault: text('last_fault').$type<DeliveryFault>(),
    deliveredAt: instant('delivered_at'),
  },
  (t) => [
    index('webhook_deliveries_due').on(t.webhook, t.nextAt).where(sql.raw(`state = 'waiting'`)),
    index('webhook_deliveries_news').on(t.webhook, t.route, t.type).where(sql.raw(`state = 'waiting'`)),
    index('webhook_deliveries_log').on(t.webhook, t.at, t.id),
    index('webhook_deliveries_age').on(t.at),
  ],
);
