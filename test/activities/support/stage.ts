import { randomUUID } from 'node:crypto';
import { createActivities, type Deps, type Surroundings } from '../../../activities/index.ts';
import { connect, type Database } from '../../../db/client.ts';
import { kept } from '../../../db/personal/door.ts';
import { events } from '../../../db/personal/schema.ts';
import { personKey } from '../../../db/personal/person-key.ts';
import { consents, definitions, parties, routes } from '../../../db/schema.ts';
import type { Catalogue } from '../../../notation/catalogue.ts';
import type { CompiledRoute } from '../../../notation/compiled-route.ts';
import { shapeOf } from '../../../notation/shape.ts';
import { aboutOf } from '../../../activities/told.ts';
import type {
  EngineActivities,
  PerformArgs,
  Performed,
  StepCall,
  Timed,
} from '../../../temporal/messages.ts';
import type { About, Told } from '../../../temporal/told.ts';
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts';
import { people } from './country.ts';
import { FakePlatform } from './fake-platform.ts';

interface Written {
  readonly route: CompiledRoute;
  readonly event?: Record<string, unknown>;
  readonly consents?: readonly string[];
  readonly parties?: readonly { party: string; instance: number; pinfl: string }[];
  readonly timeScale?: number;
}

/** Activities over a database of their own and an agency that does as told. */
export class Stage {
  readonly db: Database;
  readonly databaseUrl: string;
  readonly catalogue: Catalogue;
  readonly platform = new FakePlatform();
  readonly logged: unknown[][] = [];
  readonly surroundings: { -readonly [Key in keyof Surroundings]: Surroundings[Key] } = {
    attempt: 1,
    cancelled: new AbortController().signal,
    heartbeat: () => undefined,
  };
  readonly #fresh: FreshDatabase;
  #kept: ReturnType<typeof createActivities> | undefined;

  constructor(fresh: FreshDatabase, catalogue: Catalogue) {
    this.db = connect(fresh.url);
    this.databaseUrl = fresh.url;
    this.catalogue = catalogue;
    this.#fresh = fresh;
  }

  static async set(catalogue: Catalogue): Promise<Stage> {
    return new Stage(await freshDatabase(), catalogue);
  }

  async strike(): Promise<void> {
    await this.db.close();
    await this.#fresh.drop();
  }

  /** Enters a route as the API does when it accepts one. */
  async enter(written: Written): Promise<string> {
    const { orm } = this.db;
    const id = `test-event-${randomUUID()}`;
    const key = personKey(people.mother);
    const hash = shapeOf(written.route);
    const { id: lifeEvent, version } = written.route;
    await orm
      .insert(definitions)
      .values({ hash, lifeEvent, version, compiled: written.route })
      .onConflictDoNothing();
    await orm.insert(routes).values({
      ...{ id, lifeEvent, version, definition: hash, personKey: key, client: 'portal', channel: 'portal' },
      ...{ testData: true, start: { facts: {}, items: {} }, timeScale: written.timeScale ?? 1 },
    });
    const body = { mother: { pinfl: people.mother }, ...written.event };
    await orm.insert(events).values({ route: id, body, person: { pinfl: people.mother }, ...kept('test') });
    for (const purpose of written.consents ?? [])
      await orm.insert(consents).values({
        ...{ route: id, personKey: key, purpose, textVersion: '1', givenAt: new Date(), client: 'portal' },
      });
    for (const { party, instance, pinfl } of written.parties ?? [])
      await orm.insert(parties).values({ route: id, party, instance, personKey: personKey(pinfl) });
    return id;
  }

  /** Another worker's activities over the same database. */
  activities(differs: Partial<Deps> = {}): Record<string, (args: never) => Promise<unknown>> {
    return createActivities({ ...this.#deps(), surroundings: () => this.surroundings, ...differs });
  }

  /** Activities as a worker of Temporal has them. */
  realActivities(): Record<string, (args: never) => Promise<unknown>> {
    return createActivities(this.#deps());
  }

  #deps(): Deps {
    const log = {
      info: (...told: unknown[]) => this.logged.push(told),
      warn: (...told: unknown[]) => this.logged.push(told),
      error: (...told: unknown[]) => this.logged.push(told),
    } as unknown as Deps['log'];
    const { db, catalogue, platform } = this;
    return { db, catalogue, platform, log, onItsWayMs: 0 };
  }

  /** One attempt at the ordinary pace, unless said otherwise. */
  async perform(service: string, call: StepCall, differs: Partial<PerformArgs> = {}): Promise<Performed> {
    const args: PerformArgs = { ...call, pace: 'ordinary', undo: false, ...differs };
    const { tookMs, of, ...performed } = (await this.run(service, args)) as Told<Timed>;
    expect(tookMs).toBeGreaterThanOrEqual(0);
    expect(of).toEqual(aboutOf(args));
    return performed;
  }

  /** What an activity of the engine gives back, but what it is about, which is checked here. */
  async engine<Name extends keyof EngineActivities>(
    name: Name,
    args: Parameters<EngineActivities[Name]>[0],
  ): Promise<Awaited<ReturnType<EngineActivities[Name]>>> {
    const { of, ...result } = (await this.run(name, args)) as { of?: About };
    if ('step' in args) expect(of).toEqual(aboutOf(args));
    return result as Awaited<ReturnType<EngineActivities[Name]>>;
  }

  /** Rows as the database has them. */
  async rows(query: string, ...values: unknown[]): Promise<Record<string, unknown>[]> {
    const { rows } = await this.db.pool.query<Record<string, unknown>>(query, values);
    return rows;
  }

  private run(name: string, args: unknown): Promise<unknown> {
    // Kept, as a worker does: they know routes that they met before.
    const activity = (this.#kept ??= this.activities())[name];
    if (activity === undefined) throw new Error(`There is no activity ${name}.`);
    return activity(args as never);
  }
}

/** What the workflow passes for the first instance of a step in its first epoch. */
export const callOf = (route: string, step: string, differs: Partial<StepCall> = {}): StepCall => ({
  route,
  step,
  instance: 0,
  epoch: 1,
  seq: 1,
  ...differs,
});
