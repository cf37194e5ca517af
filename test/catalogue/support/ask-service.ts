import { decideRule } from '../../../activities/decide-rule.ts';
import type { Catalogue } from '../../../notation/catalogue.ts';
import type { Service } from '../../../notation/service.ts';
import { decide } from '../../../simulator/gateway/decide.ts';
import { fillSample } from '../../../simulator/gateway/fill-sample.ts';
import type { WiredService } from '../../../simulator/gateway/wired-service.ts';
import { seeded } from '../../../simulator/seeded.ts';

export type Values = Readonly<Record<string, unknown>>;

/** How a service ends a step. */
export type Ending =
  { readonly answer: Values } | { readonly code: string } | { readonly death: 'stop-route' | 'skip' };

export interface Asked {
  readonly key: string;
  readonly input: Values;
  /** Whose turn a task is says no. */
  readonly declined: boolean;
}

export const today = '2026-11-22';
const now = new Date('2026-11-22T10:00:00+05:00');

/**
 * Has a service done as it would be: its input checked, rules decided by their law, agencies by the simulator, people
 * as the sample says. Throws where an input or an answer breaks the contract.
 */
export function askService(catalogue: Catalogue, service: Service, asked: Asked): Ending {
  const input = service.input.parse(asked.input);
  const missing = Object.entries(service.refusals).find(
    ([, { whenMissing, remedy }]) => whenMissing && (input[remedy.field ?? ''] ?? null) === null,
  );
  if (missing) return { code: missing[0] };
  if ((service.aliveFirst ?? []).some((field) => !isAlive(catalogue, input[field])))
    return { death: service.whenDead ?? 'stop-route' };
  const ending = answerers[service.kind](service, { ...asked, input }, catalogue);
  return 'answer' in ending ? { answer: service.answer.parse(ending.answer) } : ending;
}

type Answerer = (service: Service, asked: Asked, catalogue: Catalogue) => Ending;

const answerers: Readonly<Record<Service['kind'], Answerer>> = {
  rule: (service, { input }, { rates }) => {
    const decision = decideRule(service, { input, rates, today });
    if (decision.is === 'undecided') throw new Error(`${service.id}: ${decision.why}`);
    return decision.is === 'answered' ? { answer: decision.answer } : { code: decision.code };
  },
  task: (service, { key, input, declined }) =>
    declined
      ? { code: 'declined' }
      : { answer: fillSample(service.sample, { input, seeded: seeded('task', key), now }) },
  call: askAgency,
  proof: askAgency,
};

function askAgency(service: Service, { key, input }: Pick<Asked, 'key' | 'input'>): Ending {
  const behaviour = { mode: 'ok' } as const;
  const { decision } = decide({ service: service as WiredService, key, input, behaviour, seed: 'walk', now });
  if (decision.is === 'refused') return { code: decision.code };
  // As it would arrive over the network.
  if (decision.is === 'answered') return { answer: JSON.parse(JSON.stringify(decision.answer)) as Values };
  if (service.whenNotFound !== undefined) return { answer: service.whenNotFound };
  throw new Error(`${service.id} does not say what "not found" means`);
}

function isAlive({ services, country }: Catalogue, pinfl: unknown): boolean {
  const service = services[country.lifeStatusService];
  if (service === undefined) throw new Error('nobody tells who lives');
  const ending = askAgency(service, { key: 'life-status', input: { pinfl } });
  return 'answer' in ending && ending.answer['alive'] === true;
}
