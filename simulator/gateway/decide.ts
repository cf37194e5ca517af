import type { Situation } from '../../notation/service.ts';
import type { Behaviour } from '../control/modes.ts';
import type { Decision } from '../ledger/entry.ts';
import { seeded, type Seeded } from '../seeded.ts';
import { fillSample } from './fill-sample.ts';
import { situationOf } from './situation.ts';
import type { WiredService } from './wired-service.ts';

export interface Asked {
  readonly service: WiredService;
  readonly key: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly behaviour: Behaviour;
  readonly seed: string;
  readonly now: Date;
}

export interface Decided {
  readonly decision: Decision;
  /** The agreed situation makes the answer or the callback wait. */
  readonly delayMs: number | undefined;
}

/** What the agency decides: as it was told to, as the person's number has agreed, or as the sample says. */
export function decide(asked: Asked): Decided {
  const { service, key, behaviour, input } = asked;
  const chance = seeded('answer', asked.seed, service.id, key);
  const told = toldRefusal(service, behaviour);
  const situation = situationOf(service, input);
  const code = told ?? agreedRefusal(asked, situation);
  const delayMs = situation?.delayMs;
  if (code !== undefined) return { decision: refuse(code, chance), delayMs };
  if (situation?.notFound === true) return { decision: { is: 'not-found' }, delayMs };
  const sample = { ...service.sample, ...situation?.answer };
  const answer = fillSample(sample, { input, seeded: chance, now: asked.now });
  return { decision: { is: 'answered', answer }, delayMs };
}

const refuse = (code: string, chance: Seeded): Decision => ({
  is: 'refused',
  code,
  evidence: `Decision No. ${chance.digits(6)}`,
});

function toldRefusal({ refusals }: WiredService, { mode, refusal }: Behaviour): string | undefined {
  return mode === 'refuse' ? (refusal ?? Object.keys(refusals)[0]) : undefined;
}

/** A refusal that can be mended is agreed for the first epoch only: the mended request is answered like anybody's. */
function agreedRefusal({ service, key }: Asked, situation: Situation | undefined): string | undefined {
  const code = situation?.refuse;
  const mendable = code !== undefined && service.refusals[code]?.remedy.field !== undefined;
  return mendable && epochOf(key) > 1 ? undefined : code;
}

/** The epoch of a key `<route>/<step>/<instance>/<epoch>`. */
function epochOf(key: string): number {
  const epoch = Number(key.split('/')[3]);
  return Number.isInteger(epoch) ? epoch : 1;
}
