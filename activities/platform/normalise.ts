import type { Catalogue } from '../../notation/catalogue.ts';
import type { Envelope, Mark } from '../../notation/envelope.ts';
import { valueAt } from '../../notation/facts.ts';
import { broken, type PlatformAnswer } from './answer.ts';
import type { WiredService } from './wired-service.ts';

const longestEvidence = 1000;

/**
 * Turns what an agency said, in its family's spelling, into one of our answers. Pure, and total: any JSON is taken as
 * hostile input, and what fits no spelling or breaks the service's schema is `broken` with a reason that names places
 * and never values. A success with its payload goes before everything else that the same body may say.
 */
export function normalise(
  service: WiredService,
  body: unknown,
  agencies: Catalogue['agencies'],
): PlatformAnswer {
  const { accepted, readdressed } = service.envelope;
  if (accepted !== undefined && stands(accepted, body)) return takenIn(service);
  if (readdressed !== undefined && stands(readdressed.mark, body)) {
    return toAnother(service, valueAt(body, readdressed.to), agencies);
  }
  const succeeded = service.envelope.success.every((mark) => stands(mark, body));
  return succeeded ? successful(service, body) : unsuccessful(service, body);
}

function successful(service: WiredService, body: unknown): PlatformAnswer {
  const { envelope } = service;
  const payload = at(body, envelope.payload) ?? whenMissing(service);
  if (payload !== null) return answered(service, payload);
  if (saysNotFound(envelope, body) || endsInEmptyList(envelope.payload, body)) return { is: 'not-found' };
  return broken(`success without a payload at "${envelope.payload}"`);
}

/** A service that answers nothing but "done" may leave the payload out. */
const whenMissing = ({ answer }: WiredService): object | null =>
  Object.keys(answer.shape).length === 0 ? {} : null;

const unsuccessful = (service: WiredService, body: unknown): PlatformAnswer =>
  saysNotFound(service.envelope, body) ? { is: 'not-found' } : refused(service, body);

function takenIn(service: WiredService): PlatformAnswer {
  if (service.answers === 'later') return { is: 'accepted' };
  if (service.answers === 'polled') return { is: 'pending' };
  return broken('"taken in" from a service that answers at once');
}

function toAnother(service: WiredService, agency: unknown, agencies: Catalogue['agencies']): PlatformAnswer {
  if (typeof agency !== 'string' || !Object.hasOwn(agencies, agency)) {
    return broken('re-addressed to an agency that is not in the catalogue');
  }
  if (agency === service.agency) return broken('re-addressed to the agency that was asked');
  return { is: 'readdressed', agency };
}

/** Only declared fields are taken up: what else an agency sends is left where it is. */
function answered(service: WiredService, payload: unknown): PlatformAnswer {
  if (typeof payload !== 'object' || Array.isArray(payload)) {
    return broken(`what stands at "${service.envelope.payload}" is no object`);
  }
  const names = service.wire?.answer ?? {};
  const fields = Object.keys(service.answer.shape).map(
    (name) => [name, valueAt(payload, names[name] ?? name)] as const,
  );
  const present = fields.filter(([, value]) => value !== undefined);
  const parsed = service.answer.safeParse(Object.fromEntries(present));
  if (parsed.success) return { is: 'answered', answer: parsed.data };
  const faults = parsed.error.issues.map(
    (issue) => `${String(issue.path[0] ?? 'the whole')} (${issue.code})`,
  );
  return broken(`the answer breaks the contract at ${[...new Set(faults)].join(', ')}`);
}

function refused(service: WiredService, body: unknown): PlatformAnswer {
  const { code: codeAt, evidence: evidenceAt } = service.envelope.refusal;
  const said = valueAt(body, codeAt);
  const code = typeof said === 'number' ? String(said) : said;
  if (typeof code !== 'string') return broken(`neither success nor a refusal code at "${codeAt}"`);
  if (!Object.hasOwn(service.refusals, code)) return broken(`a refusal at "${codeAt}" that is not declared`);
  const evidence = evidenceAt === undefined ? undefined : valueAt(body, evidenceAt);
  const words = typeof evidence === 'string' && evidence !== '' ? evidence.slice(0, longestEvidence) : null;
  return { is: 'refused', code, evidence: words };
}

const stands = (mark: Mark, body: unknown): boolean => at(body, mark.at) === mark.is;

function saysNotFound(envelope: Envelope, body: unknown): boolean {
  return envelope.notFound.some((rule) => {
    if ('is' in rule) return stands(rule, body);
    const said = at(body, rule.at);
    return typeof said === 'string' && said.toLowerCase().includes(rule.contains.toLowerCase());
  });
}

/** A place such as `items.0` where `items` is an empty list: the register has no such thing. */
function endsInEmptyList(place: string, body: unknown): boolean {
  const list = at(body, place.split('.').slice(0, -1).join('.'));
  return /(?:^|\.)0$/.test(place) && Array.isArray(list) && list.length === 0;
}

const at = (body: unknown, place: string): unknown => (place === '' ? body : valueAt(body, place));
