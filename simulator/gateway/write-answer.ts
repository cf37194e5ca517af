import type { Envelope } from '../../notation/envelope.ts';
import type { WiredService } from './wired-service.ts';

/** What an agency says, in our words. */
export type Said =
  | { readonly is: 'answered'; readonly answer: Readonly<Record<string, unknown>> }
  | { readonly is: 'refused'; readonly code: string; readonly evidence: string | null }
  | { readonly is: 'not-found' }
  | { readonly is: 'accepted' }
  | { readonly is: 'readdressed'; readonly agency: string };

/** Writes what an agency says as its family of services spells it: the inverse of the platform's normaliser. */
export function writeAnswer({ envelope, wire }: WiredService, said: Said): Record<string, unknown> {
  if (said.is === 'answered') return success(envelope, onTheWire(said.answer, wire?.answer ?? {}));
  const body = noSuccess(envelope);
  for (const [place, value] of placesOf(envelope, said)) put(body, place, value);
  return body;
}

type Places = readonly (readonly [place: string, value: unknown])[];

/** What stands where in an answer that is no success. */
function placesOf(envelope: Envelope, said: Exclude<Said, { is: 'answered' }>): Places {
  switch (said.is) {
    case 'refused':
      return refusal(envelope.refusal, said.code, said.evidence);
    case 'not-found':
      return notFound(envelope);
    case 'accepted':
      return envelope.accepted === undefined ? [] : [[envelope.accepted.at, envelope.accepted.is]];
    case 'readdressed':
      return handedOn(envelope, said.agency);
  }
}

function handedOn({ readdressed }: Envelope, agency: string): Places {
  if (readdressed === undefined) return [];
  const { mark, to } = readdressed;
  return [
    [mark.at, mark.is],
    [to, agency],
  ];
}

function refusal(at: Envelope['refusal'], code: string, evidence: string | null): Places {
  return at.evidence === undefined
    ? [[at.code, code]]
    : [
        [at.code, code],
        [at.evidence, evidence],
      ];
}

function success(envelope: Envelope, payload: Record<string, unknown>): Record<string, unknown> {
  const body: Record<string, unknown> = envelope.payload === '' ? payload : {};
  if (envelope.payload !== '') put(body, envelope.payload, payload);
  for (const mark of envelope.success) put(body, mark.at, mark.is);
  return body;
}

/** The marks of success with the last one another value, as the families write what is no success. */
function noSuccess(envelope: Envelope): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const { at, is } of envelope.success) put(body, at, is);
  const last = envelope.success.at(-1);
  if (last !== undefined) put(body, last.at, unlike(last.is));
  return body;
}

function unlike(is: string | number | boolean): string | number | boolean {
  if (typeof is === 'boolean') return !is;
  return typeof is === 'number' ? 0 : 'no';
}

function notFound({ notFound: [rule] }: Envelope): Places {
  if (rule === undefined) return [];
  return [[rule.at, 'is' in rule ? rule.is : `Ma'lumot ${rule.contains}`]];
}

function onTheWire(
  answer: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const payload: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(answer)) put(payload, names[name] ?? name, value);
  return payload;
}

/** Sets a value at a place such as `Data.0.name`, making the objects and lists on its way. */
function put(body: Record<string, unknown>, place: string, value: unknown): void {
  const keys = place.split('.');
  let here: Record<string, unknown> = body;
  keys.slice(0, -1).forEach((key, index) => {
    const found = here[key];
    const next =
      typeof found === 'object' && found !== null ? found : /^\d+$/.test(keys[index + 1] ?? '') ? [] : {};
    here[key] = next;
    here = next as Record<string, unknown>;
  });
  here[keys.at(-1) ?? ''] = value;
}
