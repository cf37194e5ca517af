import type { WiredService } from './wired-service.ts';

export interface Request {
  /** Null where the family sends none. */
  readonly transactionId: string | null;
  readonly input: Readonly<Record<string, unknown>>;
}

type Body = Readonly<Record<string, unknown>>;

/** Reads a request as its family spells it. A fault names the place that the contract does not allow so. */
export function readRequest(service: WiredService, body: Body): Request | { fault: string } {
  const { transactionId } = service.envelope.request;
  const fields = inputFields(service, body);
  if ('fault' in fields) return fields;
  const fault = besideFault(service, body);
  if (fault !== undefined) return { fault };
  const input = service.input.safeParse(fields.input);
  if (input.success) return { transactionId: textAt(body, transactionId), input: input.data };
  const places = input.error.issues.map(({ path, code }) => `${path.join('.') || 'the whole'} (${code})`);
  return { fault: `the input is not as agreed at ${places.join(', ')}` };
}

/** The transaction id of a look-up or poll, which may carry nothing else. */
export function readReference({ envelope }: WiredService, body: Body): string | undefined {
  const reference = textAt(body, envelope.request.transactionId);
  return Object.keys(body).length === 1 && reference !== null ? reference : undefined;
}

/** What of the body is input, in our names; every other field must be the envelope's own. */
function inputFields(service: WiredService, body: Body): { input: Body } | { fault: string } {
  const { inputUnder } = service.envelope.request;
  const own = ownFields(service);
  const beside = Object.entries(body).filter(([name]) => !own.has(name));
  if (inputUnder === undefined) return inOurNames(service, beside);
  const input: unknown = body[inputUnder];
  if (beside.length !== 1 || !isObject(input))
    return { fault: `there must be one object more, ${inputUnder}` };
  return inOurNames(service, Object.entries(input));
}

function inOurNames(service: WiredService, fields: [string, unknown][]): { input: Body } | { fault: string } {
  const wire = service.wire?.input ?? {};
  const ours = new Map(Object.keys(service.input.shape).map((name) => [wire[name] ?? name, name]));
  if (!fields.every(([name]) => ours.has(name)))
    return { fault: 'there is a field that the contract does not know' };
  return { input: Object.fromEntries(fields.map(([name, value]) => [ours.get(name) ?? name, value])) };
}

/** Fields that the envelope itself puts beside the input. */
function ownFields({ envelope: { request } }: WiredService): ReadonlySet<string> {
  const { transactionId, consent, sender, purpose, fixed } = request;
  const named = [transactionId, consent?.field, sender, purpose].filter((name) => name !== undefined);
  return new Set([...named, ...Object.keys(fixed ?? {})]);
}

function besideFault(service: WiredService, body: Body): string | undefined {
  const { transactionId, sender, purpose } = service.envelope.request;
  const missing = [transactionId, sender].find((name) => name !== undefined && textAt(body, name) === null);
  if (missing !== undefined) return `${missing} must be a text of at most 100 letters`;
  if (purpose !== undefined && body[purpose] !== service.purpose)
    return `${purpose} must be the agreed purpose`;
  return consentFault(service, body);
}

function consentFault({ envelope, basis }: WiredService, body: Body): string | undefined {
  const { consent } = envelope.request;
  if (consent === undefined) return undefined;
  const said = body[consent.field];
  if (said === consent.given) return undefined;
  if (basis === 'consent') return `${consent.field}: nothing is told without consent`;
  return said === consent.absent ? undefined : `${consent.field} must say whether consent was given`;
}

export function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textAt(body: Body, name: string | undefined): string | null {
  const value = name === undefined ? undefined : body[name];
  return typeof value === 'string' && value !== '' && value.length <= 100 ? value : null;
}
