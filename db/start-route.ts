import { eq, sql } from './drizzle.cjs';
import type { Version } from '../notation/catalogue.ts';
import type { StartFacts } from '../notation/compiled-route.ts';
import type { Queries } from './client.ts';
import { storeDefinition } from './definitions.ts';
import { type GivenConsent, storeConsents } from './consents.ts';
import { claimKey, type KeptAnswer, type Once, type Standing } from './idempotency.ts';
import { type Access, kept, recordAccess } from './personal/door.ts';
import { storeEvent, type StoredEvent } from './personal/events.ts';
import { parties, routes } from './schema.ts';

/** Code of the purpose that an event is taken in for. */
const purpose = 'route-start';

/** Who takes part, by key. */
export interface PartyToEnter {
  readonly party: string;
  readonly instance: number;
  readonly personKey: string;
}

/** Everything that stands in the database once a route is accepted. */
export interface RouteToStart {
  readonly id: string;
  readonly version: Version;
  readonly applicant: StoredEvent['person'];
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

/**
 * Accepts a route: key, definition, route, parties, consents and event in one transaction, so that a start is
 * there as a whole or not at all. `new` means this call started it; of many equal ones exactly one does.
 */
export async function enterRoute(
  db: Queries,
  route: RouteToStart,
  { once, answer }: { readonly once: Once; readonly answer: KeptAnswer },
): Promise<Standing> {
  return db.transaction(async (tx) => {
    const standing = await claimKey(tx, once, answer);
    if (standing.is === 'new') await enter(tx, route);
    return standing;
  });
}

async function enter(tx: Queries, route: RouteToStart): Promise<void> {
  const { id, version, client, personKey } = route;
  const { compiled } = version;
  const definition = await storeDefinition(tx, compiled);
  const { channel, region, testData, timeScale, start } = route;
  const lifeEvent = compiled.id;
  const row = { id, lifeEvent, version: compiled.version, definition, personKey, client };
  await tx.insert(routes).values({ ...row, channel, region, testData, timeScale, start });
  // An event may name a field `applicant` of its own: who applies goes before it.
  await tx
    .insert(parties)
    .values(route.parties.map((party) => ({ route: id, ...party })))
    .onConflictDoNothing();
  await storeConsents(tx, { route: id, personKey, client }, route.consents);
  await storeEvent(tx, { route: id, body: route.event, person: route.applicant, ...kept(purpose) });
  await recordAccess(tx, reported(route));
}

/** That the portal gave us the event is the first entry in the record of who used the person's data. */
function reported({ id, client, personKey }: RouteToStart): Access {
  const who = { actor: client, role: 'portal', subjectKey: personKey };
  return { ...who, purpose, basis: 'law', route: id, what: 'event reported' };
}

/** Temporal has the route: the reconciler need not start it. */
export async function markStarted(db: Queries, id: string): Promise<void> {
  await db
    .update(routes)
    .set({ workflowStartedAt: sql`coalesce(${routes.workflowStartedAt}, now())` })
    .where(eq(routes.id, id));
}
