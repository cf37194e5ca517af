import { setTimeout as sleep } from 'node:timers/promises';
import type { ActivitySlotInfo, CustomSlotSupplier, SlotPermit } from '@temporalio/worker';

export interface AgencySlots {
  readonly agency: string;
  /** Calls that this process makes to the agency at a time. */
  readonly most: number;
  /** While the agency is down its calls wait in the queue, but for one when a probe is due. Throws when unknown. */
  readonly fetching: (agency: string) => Promise<'all' | 'one' | 'none'>;
  /** How long an answer of `fetching` holds, and how often it is asked while it says none. */
  readonly askEveryMs: number;
}

/**
 * Lets a worker fetch an agency's calls only while the agency can be reached: Temporal reserves a slot before each
 * poll. So calls to an agency that is down wait without a retry clock, and drain at its rate when it is back.
 */
export function agencySlots(options: AgencySlots): CustomSlotSupplier<ActivitySlotInfo> {
  const { agency, most, fetching, askEveryMs } = options;
  let taken = 0;
  let isOpen = false;
  let askAgainAt = 0;

  async function ask(): Promise<boolean> {
    if (performance.now() < askAgainAt) return isOpen;
    // A database that is away cannot tell; and without it nothing could be done with a call.
    askAgainAt = performance.now() + askEveryMs;
    const now = await fetching(agency).catch(() => 'none');
    isOpen = now === 'all';
    return now !== 'none';
  }

  async function reserveSlot(_: unknown, signal: AbortSignal): Promise<SlotPermit> {
    for (;;) {
      if (taken < most && (await ask()) && taken < most) break;
      await sleep(taken < most ? askEveryMs : 20, undefined, { signal }).catch(() => undefined);
      // The SDK expects just this reason; any other error it takes for a fault.
      signal.throwIfAborted();
    }
    taken++;
    return {};
  }

  return {
    type: 'custom',
    reserveSlot,
    tryReserveSlot: () => null,
    markSlotUsed: () => undefined,
    releaseSlot: () => {
      taken--;
    },
  };
}
