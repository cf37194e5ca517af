import { eq } from '../drizzle.cjs';
import type { Queries } from '../client.ts';
import { type Access, withAccess } from './door.ts';
import { events } from './schema.ts';

/** Who applies, by number. */
export type Applicant = { readonly pinfl: string } | { readonly tin: string };

export interface StoredEvent {
  readonly body: Readonly<Record<string, unknown>>;
  readonly person: Applicant;
}

/** The event of the route that the access names; undefined once it was erased. */
export async function readEvent(db: Queries, access: Access): Promise<StoredEvent | undefined> {
  return withAccess(db, access, async (tx) => {
    const [event] = await tx
      .select({ body: events.body, person: events.person })
      .from(events)
      .where(eq(events.route, access.route));
    return event;
  });
}
