import type { CompiledRoute, CompiledStep } from '../../notation/compiled-route.ts';
import type { StepRef } from '../../temporal/messages.ts';
import type { Awaited, Entry, Who } from './story.ts';

/** An entry in the making: it always knows which instance it is about, and what is waited for from then on. */
export interface Draft extends Omit<
  Entry,
  'title' | 'instance' | 'service' | 'steps' | 'awaited' | 'awaits'
> {
  readonly instance?: number;
  readonly steps?: readonly string[];
  /** Null: nothing any more. Left out: as before. */
  readonly then?: Awaited | null;
}

/** What a draft says besides when and about which step. */
export type Says = Omit<Draft, 'at' | 'step' | 'instance' | 'epoch'>;

export function about(at: Date, of: StepRef & { readonly epoch?: number }, says: Says): Draft {
  const { step, instance, epoch } = of;
  return { at, step, instance, ...(epoch === undefined ? {} : { epoch }), ...says };
}

export const agency = (id: string): Who & Awaited => `agency:${id}`;

export function stepIn(route: CompiledRoute | undefined, id: string | undefined): CompiledStep | undefined {
  return id !== undefined && route !== undefined && Object.hasOwn(route.steps, id)
    ? route.steps[id]
    : undefined;
}

/** Whose turn a task is: an agency's team, where nobody is named, or a team. */
export function answererOf(route: CompiledRoute | undefined, id: string): 'person' | 'officer' {
  const step = stepIn(route, id);
  if (step?.kind !== 'task') return 'person';
  const teams = Object.values(route?.steps ?? {}).map((one) => one.agency);
  return step.by === null || teams.includes(step.by) ? 'officer' : 'person';
}

export const nameOf = ({ step, instance }: { readonly step?: string; readonly instance?: number }): string =>
  `${step ?? ''}/${instance ?? 0}`;
