import type { CompiledRoute } from '../../notation/compiled-route.ts';
import type { StepRef } from '../../temporal/messages.ts';
import { type Deed, lawBrought } from '../deeds/index.ts';
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
  dueAt?: string | null;
}

/** What has been told so far, as far as what comes next is told by it. */
export class Memory {
  /** By which the route goes now. */
  route: CompiledRoute | undefined;
  readonly inbox = new Inbox();
  isClosed = false;
  private readonly steps = new Map<string, Kept>();

  private readonly deeds: readonly Deed[];

  constructor(route: CompiledRoute | undefined, deeds: readonly Deed[]) {
    this.route = route;
    this.deeds = deeds;
  }

  /** The route goes on by another version; steps that have begun, and those it drops, stay as they were. */
  goOnBy(version: string): void {
    const law = lawBrought(this.deeds, version);
    if (law === undefined) return;
    const old = this.route?.steps ?? {};
    const begun = Object.entries(old).filter(([id]) => this.hasBegun(id));
    this.route = { ...law, steps: { ...old, ...law.steps, ...Object.fromEntries(begun) } };
  }

  private hasBegun(step: string): boolean {
    return [...this.steps.keys()].some((name) => name.startsWith(`${step}/`));
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
