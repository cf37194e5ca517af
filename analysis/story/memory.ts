import type { CompiledRoute } from '../../notation/compiled-route.ts';
import type { StepRef } from '../../temporal/messages.ts';
import { nameOf, stepIn } from './draft.ts';
import { Inbox } from './pending.ts';

/** Of one instance of a step. */
export interface Kept {
  /** Who has the call now: another one than the definition's where it was passed on. */
  agency?: string;
  /** The last attempts did not get through. */
  isAway?: boolean;
  /** The act of the last call is being taken back. */
  isUndoing?: boolean;
  /** The epoch that has ended. */
  ended?: number;
  isPaused?: boolean;
  dueAt?: string | null;
}

/** What has been told so far, as far as what comes next is told by it. */
export class Memory {
  readonly route: CompiledRoute | undefined;
  readonly inbox: Inbox;
  isClosed = false;
  private readonly steps = new Map<string, Kept>();

  constructor(route: CompiledRoute | undefined) {
    this.route = route;
    this.inbox = new Inbox(route);
  }

  of(ref: StepRef): Kept {
    const kept = this.steps.get(nameOf(ref)) ?? {};
    this.steps.set(nameOf(ref), kept);
    return kept;
  }

  agencyOf(ref: StepRef): string {
    return this.of(ref).agency ?? stepIn(this.route, ref.step)?.agency ?? '';
  }
}
