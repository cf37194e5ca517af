import type { RouteHistory } from '../history/index.ts';
import { jsonOf } from './payload.ts';

/** What the engine's own activities do; every other activity is the call of a service. */
const own: Readonly<Record<string, string>> = {
  'open-step': 'the opening',
  record: 'the recording of a change',
  settle: 'the settling from a stored answer',
  late: 'the passing of the deadline',
  mend: 'the storing of a mended field',
  reckon: 'the reckoning of the terms',
  'change-law': 'the change of law',
  'close-route': 'the closing of the route',
};

/** Names of what a route does, by its definition. */
export interface StepWords {
  /** An activity in words; without `step` for each step that has this service. */
  call(activity: string, step?: string): string;
}

interface Brought {
  readonly route?: { readonly steps?: Readonly<Record<string, Step>> };
}
interface Step {
  readonly title?: string;
  readonly service?: string;
  readonly undo?: { readonly service?: string } | null;
}

/** Reads the definition that the route was started with, and those that a change of law brought. */
export function stepsOf({ history }: RouteHistory): StepWords {
  const inputs = (history.events ?? []).flatMap((event) => {
    const started = event.workflowExecutionStartedEventAttributes?.input;
    return (
      started ?? event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.args ?? []
    );
  });
  const brought = inputs.map(({ payloads }) => (jsonOf(payloads?.[0]) as Brought).route?.steps ?? {});
  const steps = Object.entries(Object.assign({}, ...brought.toReversed()) as Record<string, Step>);
  return {
    call: (activity, step) => {
      const what = own[activity] ?? `the call ${activity}`;
      const meant = steps.filter(([id, one]) => (step === undefined ? isOf(one, activity) : id === step));
      const names = meant.map(([id, { title }]) => `${id} "${title ?? ''}"`);
      if (step !== undefined && names.length === 0) return `${what} for step ${step}`;
      return names.length === 0 ? what : `${what} for step ${names.join(' or ')}`;
    },
  };
}

function isOf({ service, undo }: Step, activity: string): boolean {
  return service === activity || undo?.service === activity;
}
