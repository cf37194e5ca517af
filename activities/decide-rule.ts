import type { Catalogue, DatedRate } from '../notation/catalogue.ts';
import { readsBelow } from '../notation/condition-reads.ts';
import { factsOf, valueAt } from '../notation/facts.ts';
import { holds } from '../notation/holds.ts';
import type { DatedRule, Service } from '../notation/service.ts';

/** What the law says of one input, and by which law. */
export type RuleDecision =
  | { readonly is: 'answered'; readonly answer: Readonly<Record<string, unknown>>; readonly law: string }
  | { readonly is: 'refused'; readonly code: string; readonly law: string }
  /** The rule does not say; `why` holds no values of the input. */
  | { readonly is: 'undecided'; readonly why: string };

type Input = Readonly<Record<string, unknown>>;

interface Asked {
  readonly input: Input;
  readonly rates: Catalogue['rates'];
  /** `YYYY-MM-DD` in the country's time zone. */
  readonly today: string;
}

/**
 * Decides by the version of the rule that was in force on its date; the first case that holds counts. Pure: the same
 * input on the same day gives the same decision, so that "what if" can ask it again.
 */
export function decideRule(service: Service, asked: Asked): RuleDecision {
  const { rules } = service;
  if (rules === undefined) return undecided(`${service.id} declares no rules`);
  const date = rules.by === 'today' ? asked.today : asked.input[rules.by];
  if (typeof date !== 'string') return undecided(`"${rules.by}" holds no date that could choose the version`);
  const version = newestOn(rules.versions, date);
  if (version === undefined) return undecided(`no version of ${service.id} was in force on its date`);
  return decideByVersion(service, version, asked);
}

function decideByVersion(service: Service, { cases, law }: DatedRule, asked: Asked): RuleDecision {
  const reads = readsBelow(
    'input',
    cases.map((one) => one.when),
  );
  const known = { facts: factsOf(asked.input, reads, 'input'), ends: {} };
  const found = cases.find((one) => one.when === undefined || holds(one.when, known));
  if (found?.refuse !== undefined) return { is: 'refused', code: found.refuse, law };
  if (found?.answer === undefined) return undecided('no case of the rule holds');
  const answer = service.answer.safeParse(compute(found.answer, asked));
  return answer.success
    ? { is: 'answered', answer: answer.data, law }
    : undecided(
        `the computed answer breaks the contract at ${answer.error.issues[0]?.path.join('.') ?? '?'}`,
      );
}

/** Fills in `$rate`, `$input` and `$differs`; everything else is the answer as written. */
function compute(value: unknown, asked: Asked): unknown {
  if (Array.isArray(value)) return value.map((part: unknown) => compute(part, asked));
  if (typeof value !== 'object' || value === null) return value;
  if ('$rate' in value) return amountOf(value as RateOf, asked);
  if ('$input' in value) return valueAt(asked.input, String(value.$input)) ?? null;
  if ('$differs' in value) return differs(value.$differs as readonly string[], asked.input);
  return Object.fromEntries(Object.entries(value).map(([field, part]) => [field, compute(part, asked)]));
}

interface RateOf {
  readonly $rate: string;
  readonly times?: number;
  readonly on?: string;
}

/** Whole soums; null where no rate was in force, which then breaks the contract of the answer. */
function amountOf({ $rate, times = 1, on }: RateOf, { input, rates, today }: Asked): number | null {
  const date = on === undefined ? today : valueAt(input, on);
  const rate = typeof date === 'string' ? newestOn<DatedRate>(rates[$rate] ?? [], date) : undefined;
  return rate === undefined ? null : Math.round(rate.amount * times);
}

/** True where both are given and are not the same. */
function differs(paths: readonly string[], input: Input): boolean {
  const [one, other] = paths.map((path) => valueAt(input, path) ?? null);
  return one !== null && other !== null && one !== other;
}

function newestOn<T extends { readonly from: string }>(versions: readonly T[], date: string): T | undefined {
  return versions
    .filter((version) => version.from <= date)
    .reduce<T | undefined>((newest, next) => (newest && newest.from > next.from ? newest : next), undefined);
}

const undecided = (why: string): RuleDecision => ({ is: 'undecided', why });
