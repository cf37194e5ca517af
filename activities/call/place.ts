import { setTimeout as delay } from 'node:timers/promises';
import { takePlace } from '../../db/gates.ts';
import type { PerformArgs } from '../../temporal/messages.ts';
import type { World } from '../world.ts';
import { cancelledBeforeSending } from './failures.ts';
import type { NotSent } from './verdict.ts';

/** How long an ordinary call waits for its turn before it gives its place on the worker to another agency's. */
const patienceMs = 2_000;

export type Admitted = { readonly is: 'go'; readonly unsettled: boolean } | NotSent;

/**
 * Takes a place at an agency's gate. A quick call takes one that is free or goes without; an ordinary one waits for
 * its turn, and may be the probe of an agency that is down.
 */
export async function admit(world: World, agency: string, pace: PerformArgs['pace']): Promise<Admitted> {
  const perSecond = world.catalogue.agencies[agency]?.perSecond;
  if (perSecond === undefined) throw new Error(`The catalogue has no agency "${agency}".`);
  const { cancelled } = world.surroundings();
  const giveUpAt = performance.now() + (pace === 'quick' ? 0 : patienceMs);
  for (;;) {
    const place = await takePlace(
      world.db.orm,
      { agency, perSecond, mayProbe: pace === 'ordinary' },
      world.breaker,
    );
    if (place.is === 'go') return place;
    const patient = place.is === 'no-place' && performance.now() + place.waitMs < giveUpAt;
    if (!patient) return { is: 'not-sent', because: place.is, agency, waitMs: place.waitMs };
    await waitUnlessCancelled(place.waitMs, cancelled);
  }
}

async function waitUnlessCancelled(ms: number, cancelled: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal: cancelled }).catch(() => undefined);
  if (cancelled.aborted) throw cancelledBeforeSending();
}
