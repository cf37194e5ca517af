import type { Deed } from '../deeds/index.ts';
import { about, agency, answererOf, type Draft, nameOf, type Says, stepIn } from './draft.ts';
import type { CompiledRoute } from '../../notation/compiled-route.ts';
import type { Who } from './story.ts';

type Message = Extract<Deed, { is: 'message' }>;

/** A message that the route took, and of which no result is known yet. */
export interface Pending {
  readonly name: string;
  readonly act: NonNullable<Message['argument']>['act'];
  readonly draft: Draft;
}

/** Messages about steps, until the result comes that says what followed from them. */
export class Inbox {
  private readonly waiting = new Map<string, Pending[]>();
  private readonly answered = new Set<Draft>();

  /** What there is to tell of a message as long as nothing is known to follow from it. */
  take(route: CompiledRoute | undefined, message: Message): Draft[] {
    const { at, name, argument } = message;
    if (name === 'withdraw') return [withdrawn(message, 'person')];
    if (argument?.step === undefined) return [];
    const says = unheard.get(name)?.(route, argument.step);
    if (says === undefined) return [];
    const of = { step: argument.step, instance: argument.instance };
    const draft = about(at, of, says);
    const waiting = this.waiting.get(nameOf(of)) ?? [];
    this.waiting.set(nameOf(of), [...waiting, { name, act: argument.act, draft }]);
    return [draft];
  }

  /** The first message of these names that waits for a result about this step; it is told with the result. */
  claim(of: { readonly step: string; readonly instance: number }, names: readonly string[]): Pending | null {
    const waiting = this.waiting.get(nameOf(of)) ?? [];
    const claimed = waiting.find(({ name }) => names.includes(name));
    if (claimed === undefined) return null;
    this.waiting.set(
      nameOf(of),
      waiting.filter((one) => one !== claimed),
    );
    this.answered.add(claimed.draft);
    return claimed;
  }

  isTold(draft: Draft): boolean {
    return this.answered.has(draft);
  }
}

type Tell = (route: CompiledRoute | undefined, step: string) => Says;

const byOfficer: Tell = () => ({ who: 'officer', what: 'answered' });
const unheard = new Map<string, Tell>([
  ['answerTask', (route, step) => ({ who: answererOf(route, step), what: 'answered' })],
  ['agencyAnswered', (route, step) => ({ who: agency(stepIn(route, step)?.agency ?? ''), what: 'answered' })],
  ['retry', () => ({ who: 'officer', what: 'retried' })],
  ['skip', byOfficer],
  ['resolve', byOfficer],
  ['setClock', byOfficer],
]);

/** The Temporal UI's *Cancel* means the same, by an officer. */
export function withdrawn(deed: Deed, who: Who): Draft {
  const steps = deed.is === 'message' ? deed.argument?.steps : undefined;
  return { at: deed.at, who, what: 'withdrawn', ...(steps === undefined ? {} : { steps }) };
}
