import { and, desc, eq, isNotNull, isNull, sql } from '../drizzle.cjs';
import { seal, unseal } from '../../webhooks/seal.ts';
import type { Queries } from '../client.ts';
import { webhookSecrets } from './schema.ts';
import { lockWebhook } from './subscriptions.ts';

const isValid = sql`(${webhookSecrets.endsAt} is null or ${webhookSecrets.endsAt} > now())`;

/** A secret to be kept, and the key that encrypts it. */
export interface SecretToStore {
  readonly id: string;
  readonly webhook: string;
  readonly secret: string;
  readonly key: Buffer;
}

/** Keeps a secret, encrypted. */
export async function storeSecret(tx: Queries, { id, webhook, secret, key }: SecretToStore): Promise<void> {
  await tx.insert(webhookSecrets).values({ id, webhook, sealed: seal(secret, id, key) });
}

/** Puts a new secret in the place of the present one, which stays valid for so many hours; older ones end at once. */
export async function rotateSecret(tx: Queries, next: SecretToStore, overlapHours: number): Promise<void> {
  // Two at once would each leave the other's in place, and both would be valid for ever.
  await lockWebhook(tx, next.webhook);
  const ofWebhook = eq(webhookSecrets.webhook, next.webhook);
  await tx.delete(webhookSecrets).where(and(ofWebhook, isNotNull(webhookSecrets.endsAt)));
  await tx
    .update(webhookSecrets)
    .set({ endsAt: sql`now() + make_interval(secs => ${overlapHours * 3600}::float8)` })
    .where(and(ofWebhook, isNull(webhookSecrets.endsAt)));
  await storeSecret(tx, next);
}

/** The secret of this id; null where it has ended, or was encrypted with another key. */
export async function secretOf(db: Queries, id: string, key: Buffer): Promise<string | null> {
  const [row] = await db
    .select({ sealed: webhookSecrets.sealed })
    .from(webhookSecrets)
    .where(and(eq(webhookSecrets.id, id), isValid));
  return row === undefined ? null : unseal(row.sealed, id, key);
}

/** Secrets to sign with, the newest first; those encrypted with another key are left out. */
export async function validSecrets(db: Queries, webhook: string, key: Buffer): Promise<string[]> {
  const rows = await db
    .select({ id: webhookSecrets.id, sealed: webhookSecrets.sealed })
    .from(webhookSecrets)
    .where(and(eq(webhookSecrets.webhook, webhook), isValid))
    .orderBy(desc(webhookSecrets.createdAt));
  return rows.map(({ id, sealed }) => unseal(sealed, id, key)).filter((secret) => secret !== null);
}
