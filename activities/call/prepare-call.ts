import { type CallData, readCallData } from '../../db/personal/call-data.ts';
import type { Access } from '../../db/personal/door.ts';
import { keyedHash, personKey } from '../../db/personal/person-key.ts';
import type { Service } from '../../notation/service.ts';
import type { PerformArgs } from '../../temporal/messages.ts';
import { stableJson } from '../platform/body-hash.ts';
import { resolveInput } from '../resolve-input.ts';
import type { World } from '../world.ts';
import type { Opening } from './opening.ts';
import { refusal } from './read-answer.ts';
import { readsOf, sourcesOf } from './sources.ts';
import { brokenContract, type Verdict } from './verdict.ts';

/** Of the two seconds that a quick attempt has as a whole. */
const quickMs = 1_500;

type Input = Readonly<Record<string, unknown>>;

/** A call whose input is resolved. */
export interface Call {
  readonly opening: Opening;
  readonly pace: PerformArgs['pace'];
  readonly input: Input;
  readonly bodyHash: string;
  /** Number of the applicant, in whose name the platform is asked. */
  readonly sender: string;
  readonly consentGiven: boolean;
  /** Decided without a request: the input is wrong, a field is missing, or nobody consented. */
  readonly early: Verdict | null;
  /** Ends all requests of a quick attempt together: they must leave time to write how it came out. */
  readonly deadline: AbortSignal | null;
  /** Access entries that this attempt still has to write. */
  readonly owed: Access[];
}

/** Resolves and checks the input of a call. From here on access entries are owed. */
export async function prepareCall(world: World, opening: Opening, pace: PerformArgs['pace']): Promise<Call> {
  const { args, step, service, undo } = opening;
  const data = opening.data ?? (await readCallData(world.db.orm, { ...args, reads: readsOf(step), undo }));
  if (data === undefined)
    throw new Error(`The event of ${args.route} is not stored: it was erased or never written.`);
  const raw = inputOf(opening, data);
  const parsed = service.input.safeParse(raw);
  const input = parsed.success ? parsed.data : raw;
  const subjectKey = subjectOf(opening, raw);
  const consentGiven = hasConsent(opening, data, subjectKey);
  const early = parsed.success
    ? (missingField(service, input) ?? missingConsent(opening, consentGiven))
    : brokenContract(`the input of ${service.id} is wrong at ${placesOf(parsed.error)}`);
  return {
    opening,
    pace,
    input,
    bodyHash: keyedHash(stableJson(input)),
    sender: 'pinfl' in data.person ? data.person.pinfl : data.person.tin,
    consentGiven,
    early,
    deadline: pace === 'quick' ? AbortSignal.timeout(quickMs) : null,
    owed: [accessOf(opening, { service, subjectKey })],
  };
}

/** The input as written, with what was mended since. An undo takes the input of the act. */
export function inputOf({ definition, step, args }: Opening, data: CallData): Input {
  const resolved = resolveInput(step.input, sourcesOf(definition, { step, instance: args.instance }, data));
  const mended = data.mended.map(({ field, value }) => [field, value] as const);
  return { ...resolved, ...Object.fromEntries(mended) };
}

/** Key of the person whom the call is about; the applicant where the service names nobody. */
export function subjectOf({ service, route }: Opening, input: Input): string {
  const number = service.subject === undefined ? undefined : input[service.subject];
  return typeof number === 'string' && number !== '' ? personKey(number) : route.personKey;
}

/** The entry that a service's use of somebody's data leaves. */
export function accessOf(
  { args }: Pick<Opening, 'args'>,
  { service, subjectKey }: { readonly service: Service; readonly subjectKey: string },
): Access {
  return {
    actor: 'worker',
    role: 'system',
    subjectKey,
    purpose: service.purpose,
    basis: service.basis,
    route: args.route,
    step: args.step,
    what: `call ${service.id}`,
  };
}

/** A refusal that is known without asking: what its remedy asks for is not there. */
function missingField(service: Service, input: Input): Verdict | null {
  const missing = Object.entries(service.refusals).find(
    ([, { whenMissing, remedy }]) =>
      whenMissing && remedy.field !== undefined && (input[remedy.field] ?? null) === null,
  );
  if (missing === undefined) return null;
  return { is: 'refused', code: missing[0], evidence: null, decidedBy: 'rule', law: null };
}

/** By the person concerned, or by the applicant, who answers for those they act for: a newborn cannot consent. */
function hasConsent({ service, route }: Opening, { consents }: CallData, subjectKey: string): boolean {
  const mayGive = [subjectKey, route.personKey];
  return consents.some((one) => one.purpose === service.purpose && mayGive.includes(one.personKey));
}

/** What rests on consent is not sent without one. Taking back is: it undoes what the consent allowed. */
function missingConsent({ service, undo }: Opening, consentGiven: boolean): Verdict | null {
  if (service.basis === 'law' || consentGiven || undo) return null;
  if (!Object.hasOwn(service.refusals, 'no-consent'))
    return brokenContract(`${service.id} rests on consent, none is stored, and no refusal says so`);
  return refusal({ code: 'no-consent', evidence: null }, { service, undo });
}

function placesOf(error: {
  readonly issues: readonly { readonly path: PropertyKey[]; readonly code?: string }[];
}): string {
  const places = error.issues.map(({ path, code }) => `${path.map(String).join('.')} (${code ?? 'invalid'})`);
  return [...new Set(places)].join(', ');
}
