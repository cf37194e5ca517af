import { z } from 'zod';
import type { Arrival } from '../gateway/arrival.ts';
import type { WiredService } from '../gateway/wired-service.ts';

/** What an agency or service can be told to do, in words. */
export const modesInWords = {
  ok: 'Behaves as usual',
  slow: 'Answers after delayMs (3 s)',
  down: 'The gateway says 503; nothing reaches the agency',
  refuse: 'Says no, with the refusal that is named or the first declared one',
  later: 'Calls back after delayMs',
  'effect-then-reset': 'Does it; the connection is reset instead of an answer',
  garbage: 'Answers what nobody can read, and does nothing',
  throttle: 'The gateway says 429; nothing reaches the agency',
  theirs: 'Says that it is for the agency that is named',
  reset: 'The connection is reset before anything is done',
  drip: 'Does it; the answer comes one byte at a time, slower than anybody waits for',
  'callback-twice': 'Calls back three times at once, and again when that was taken',
  'callback-early': 'Calls back before it answers, which it does after delayMs (3 s)',
  'callback-forged': 'Calls back after two imitations: signed by a stranger, and signed long ago',
} as const;
export type Mode = keyof typeof modesInWords;
export const modes = Object.keys(modesInWords) as [Mode, ...Mode[]];

/** These concern services that answer later, and not their look-ups. */
export const ofCallbacks: readonly string[] = [
  'later',
  'callback-twice',
  'callback-early',
  'callback-forged',
];

/** These concern what does something, and no look-ups. */
const ofActs: readonly string[] = ['effect-then-reset', 'drip', 'refuse', 'theirs'];

const longestDelayMs = 10 * 60_000;

/** Body of `PUT /services/{service}` and `PUT /agencies/{agency}`. */
export const Behaviour = z
  .strictObject({
    mode: z.enum(modes, `must be one of ${modes.join(', ')}`),
    times: z.int('must be a whole number').min(1).max(1_000_000).optional(),
    delayMs: z.int('must be whole milliseconds').min(0).max(longestDelayMs).optional(),
    refusal: z.string().min(1).max(100).optional(),
    /** Who is responsible, as the mode `theirs` says. */
    agency: z.string().min(1).max(100).optional(),
  })
  .refine(({ mode, refusal }) => refusal === undefined || mode === 'refuse', {
    path: ['refusal'],
    error: 'goes with the mode refuse only',
  })
  .refine(({ mode, agency }) => (mode === 'theirs') === (agency !== undefined), {
    path: ['agency'],
    error: 'goes with the mode theirs, and only with it',
  });
export type Behaviour = z.infer<typeof Behaviour>;

const normal: Behaviour = { mode: 'ok' };

/** Who behaves how at the moment. Kept in memory only: a restarted simulator behaves normally. */
export class Modes {
  readonly #told = new Map<string, Behaviour>();

  set(id: string, behaviour: Behaviour): void {
    this.#told.set(id, behaviour);
  }

  clear(id: string): void {
    this.#told.delete(id);
  }

  /**
   * How this request is met; one of the `times` is used up. What a service was told goes before what its agency was
   * told, and is no concern of another agency that the request was handed on to. A request that the mode does not
   * concern (a look-up while an agency refuses) is met normally.
   */
  take({ service, agency, asksOnly }: Pick<Arrival, 'service' | 'agency' | 'asksOnly'>): Behaviour {
    const isOwn = agency === service.agency;
    const id = isOwn && this.#told.has(service.id) ? service.id : agency;
    const behaviour = this.#told.get(id);
    if (behaviour === undefined || !concerns(behaviour, service, asksOnly)) return normal;
    if (behaviour.times !== undefined) this.#useUp(id, behaviour, behaviour.times);
    return behaviour;
  }

  #useUp(id: string, behaviour: Behaviour, times: number): void {
    if (times > 1) this.#told.set(id, { ...behaviour, times: times - 1 });
    else this.#told.delete(id);
  }
}

function concerns({ mode, refusal }: Behaviour, service: WiredService, asksOnly: boolean): boolean {
  if (asksOnly) return !ofActs.includes(mode) && !ofCallbacks.includes(mode);
  if (mode === 'theirs') return service.envelope.readdressed !== undefined;
  if (ofCallbacks.includes(mode)) return service.answers === 'later';
  return mode !== 'refuse' || canRefuse(service, refusal);
}

function canRefuse({ refusals }: WiredService, code: string | undefined): boolean {
  return code === undefined ? Object.keys(refusals).length > 0 : code in refusals;
}
