import type { Queries } from './client.ts';
import { consents } from './schema.ts';

/** Leave that a person gave, in the words they were shown (`textVersion`). */
export interface GivenConsent {
  readonly purpose: string;
  readonly textVersion: string;
  readonly givenAt: Date;
}

/** Keeps what the applicant consented to when the route was started, on the word of the portal that asked. */
export async function storeConsents(
  tx: Queries,
  by: { readonly route: string; readonly personKey: string; readonly client: string },
  given: readonly GivenConsent[],
): Promise<void> {
  if (given.length > 0) await tx.insert(consents).values(given.map((consent) => ({ ...by, ...consent })));
}
