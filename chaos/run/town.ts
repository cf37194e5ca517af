import { setTimeout as sleep } from 'node:timers/promises';
import type { Catalogue } from '../../notation/catalogue.ts';
import { versionFor } from '../../notation/catalogue.ts';
import { Oracle } from '../look/ledger.ts';
import { carryRoute } from '../people/carry-route.ts';
import { type Journey, journeyOf } from '../people/journey.ts';
import { workAtDesks } from '../people/officers.ts';
import { Portal } from '../people/portal.ts';
import type { ChaosSettings } from '../settings.ts';
import type { Stack } from '../stack/start-stack.ts';
import type { Diary } from './diary.ts';

/** Everybody who uses Hayot during a run: those who start routes, those who answer, and officers. */
export class Town {
  readonly portal: Portal;
  readonly oracle: Oracle;
  /** Every route that our API accepted. */
  readonly accepted = new Map<string, Journey>();
  /** Starts that were not taken in, and what else stopped people and officers, with what was said. */
  readonly refused: string[] = [];
  closed = 0;
  readonly #settings: ChaosSettings;
  readonly #diary: Diary;
  readonly #over = new AbortController();
  readonly #known: ReadonlySet<number>;
  readonly #busy: Promise<void>[] = [];

  constructor(stack: Stack, parts: { settings: ChaosSettings; diary: Diary; catalogue: Catalogue }) {
    const { settings, diary, catalogue } = parts;
    this.#settings = settings;
    this.#diary = diary;
    this.#known = new Set(diary.lines.flatMap((line) => (line.did === 'accept' ? [line.index] : [])));
    this.portal = new Portal(stack.apis, stack.simulator, this.#over.signal);
    this.oracle = new Oracle(stack.simulator);
    this.#busy.push(
      workAtDesks({
        portal: this.portal,
        teams: Object.keys(catalogue.agencies),
        services: catalogue.services,
        journeyOf: (route) => this.accepted.get(route),
        telephone: (route) => this.oracle.entries(route),
        serviceOf: ({ body: { lifeEvent, event } }, step) =>
          versionFor(catalogue, lifeEvent, { event, today: settings.today })?.compiled.steps[step]?.service ??
          '',
        shift: String(diary.starts()),
        over: this.#over.signal,
      }).catch(this.#fell),
    );
  }

  /** Starts routes of these numbers, one every `everyMs`; those of an earlier start at once. Resolves when all are in. */
  async start(from: number, to: number, everyMs: number): Promise<void> {
    const waits: Promise<void>[] = [];
    for (let index = from; index < to && !this.#over.signal.aborted; index++) {
      waits.push(this.#carry(journeyOf(this.#settings.seed, index, this.#settings.today)));
      if (!this.#known.has(index)) await sleep(everyMs);
    }
    await Promise.all(waits);
  }

  /** Everybody goes home. */
  async leave(): Promise<void> {
    this.#over.abort();
    await Promise.all(this.#busy);
  }

  /** Who gives up before the run is over tells of it. */
  readonly #fell = (error: unknown): void => {
    if (!this.#over.signal.aborted) this.refused.push(error instanceof Error ? error.message : String(error));
  };

  /** Resolves when the route is accepted, or was refused; what follows goes on beside. */
  #carry(journey: Journey): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const following = {
      portal: this.portal,
      accepted: (_: Journey, route: string) => {
        this.accepted.set(route, journey);
        if (!this.#known.has(journey.index)) this.#diary.note({ did: 'accept', index: journey.index, route });
        resolve(undefined);
      },
      closed: () => {
        this.closed += 1;
      },
      followed: () => this.accepted.size - this.closed,
    };
    const carried = carryRoute(journey, following).catch(this.#fell);
    this.#busy.push(carried);
    void carried.then(() => {
      resolve(undefined);
    });
    return promise;
  }
}
