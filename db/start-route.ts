import { eq, sql } from './drizzle.cjs';
import type { Version } from '../notation/catalogue.ts';
import type { StartFacts } from '../notation/compiled-route.ts';
import type { Queries } from './client.ts';
import { hashOf, storeDefinition } from './definitions.ts';
import { type KeptAnswer, type Once, type Standing, standingOfClaimed } from './idempotency.ts';
import type { Access } from './personal/door.ts';
import { enterAtOnce } from './personal/enter-route.ts';
import type { Applicant } from './personal/events.ts';
import { prepared } from './prepared.ts';
import { routes } from './schema.ts';

/** Code of the purpose that an event is taken in for. */
const purpose = 'route-start';

/** Who takes part, by key. */
export interface PartyToEnter {
  readonly party: string;
  readonly instance: number;
  readonly personKey: string;
}

/** Leave that a person gave, in the words they were shown (`textVersion`), on the word of the portal that asked. */
export interface GivenConsent {
  readonly purpose: string;
  readonly textVersion: string;
  readonly givenAt: Date;
}

/** Everything that stands in the database once a route is accepted. */
export interface RouteToStart {
  readonly id: string;
  readonly version: Version;
  readonly applicant: Applicant;
  readonly personKey: string;
  readonly event: Readonly<Record<string, unknown>>;
  readonly start: StartFacts;
  readonly parties: readonly PartyToEnter[];
  readonly consents: readonly GivenConsent[];
  readonly client: string;
  readonly channel: string;
  readonly region: string | null;
  readonly testData: boolean;
  readonly timeScale: number;
}

/** What PostgreSQL says where a row names one that is not there. */
const unknownReference = '23503';

/**
 * Accepts a route: key, route, parties, consents and event in one statement, so that a start is there as a whole or not
 * at all. `new` means this call started it; of many equal ones exactly one does.
 */
export async function enterRoute(
  db: Queries,
  route: RouteToStart,
  { once, answer }: { readonly once: Once; readonly answer: KeptAnswer },
): Promise<Standing> {
  const { compiled } = route.version;
  const entering = { route, definition: hashOf(compiled), once, answer, access: reported(route) };
  const isNew = await enterAtOnce(db, entering).catch(async (error: unknown) => {
    if ((error as { code?: unknown }).code !== unknownReference) throw error;
    // The first route by this definition.
    await storeDefinition(db, compiled);
    return enterAtOnce(db, entering);
  });
  return isNew ? { is: 'new' } : standingOfClaimed(db, once);
}

/** That the portal gave us the event is the first entry in the record of who used the person's data. */
function reported({ id, client, personKey }: RouteToStart): Access {
  const who = { actor: client, role: 'portal', subjectKey: personKey };
  return { ...who, purpose, basis: 'law', route: id, what: 'event reported' };
}

const started = prepared((db) =>
  db
    .update(routes)
    .set({ workflowStartedAt: sql`coalesce(${routes.workflowStartedAt}, now())` })
    .where(eq(routes.id, sql.placeholder('id')))
    .prepare('mark-started'),
);

/** Temporal has the route: the reconciler need not start it. */
export async function markStarted(db: Queries, id: string): Promise<void> {
  await started(db).execute({ id });
}
