import { type Catalogue, type Version, versionFor } from '../../notation/catalogue.ts';
import { localDate } from '../../terms/index.ts';
import { checkAgainst, type Checked, under, withoutRepeats } from '../checks/check-against.ts';
import { isRecord } from '../checks/pointers.ts';
import { type WrongField, wrongFields } from '../problems/problem.ts';
import { StartRequest } from './start-request.ts';

/** A start in which everything is right. */
export interface RightStart extends StartRequest {
  readonly version: Version;
}

/**
 * Checks a start: the request by its schema, the event by the schema of the version in force on its date. Throws
 * `wrong-fields` with everything that is wrong at once.
 */
export function checkStart(catalogue: Catalogue, body: unknown, now: Date): RightStart {
  const raw = isRecord(body) ? body : {};
  const request = checkAgainst(StartRequest, body);
  const { version, errors } = versionOf(catalogue, raw, now);
  const event = checkEvent(version, raw['event']);
  const wrong = withoutRepeats([
    ...errorsOf(request),
    ...errors,
    ...errorsOf(event),
    ...wrongPurposes(catalogue, raw['consents']),
  ]);
  if (!request.ok || !event.ok || version === undefined || wrong.length > 0) throw wrongFields(wrong);
  return { ...request.value, event: event.value, version };
}

/** An event without version, or that is no object, is told wrong by the others. */
function checkEvent(version: Version | undefined, event: unknown): Checked<Record<string, unknown>> {
  if (version === undefined || !isRecord(event)) return { ok: false, errors: [] };
  const checked = checkAgainst(version.definition.event, event);
  return checked.ok ? checked : { ok: false, errors: under('/event', checked.errors) };
}

function errorsOf(checked: Checked<unknown>): readonly WrongField[] {
  return checked.ok ? [] : checked.errors;
}

interface Chosen {
  /** The version in force, or where none is the oldest: its schema still tells what else is wrong. */
  readonly version?: Version;
  readonly errors: readonly WrongField[];
}

function versionOf(catalogue: Catalogue, { lifeEvent, event }: Record<string, unknown>, now: Date): Chosen {
  if (typeof lifeEvent !== 'string') return { errors: [] };
  const [oldest] = Object.hasOwn(catalogue.lifeEvents, lifeEvent)
    ? (catalogue.lifeEvents[lifeEvent] ?? [])
    : [];
  if (oldest === undefined) return { errors: [{ pointer: '/lifeEvent', code: 'unknown-life-event' }] };
  const version = versionFor(catalogue, lifeEvent, {
    event,
    today: localDate(now, catalogue.country.timeZone),
  });
  if (version !== undefined) return { version, errors: [] };
  const { from, by = 'receipt' } = oldest.definition.inForce;
  const pointer = by === 'receipt' ? '/lifeEvent' : `/${by.replaceAll('.', '/')}`;
  return { version: oldest, errors: [{ pointer, code: 'before-first-version', params: { from } }] };
}

/** Consents name purposes that some service has, each at most once. */
function wrongPurposes(catalogue: Catalogue, consents: unknown): WrongField[] {
  const known = new Set(Object.values(catalogue.services).map((service) => service.purpose));
  const seen = new Set<unknown>();
  return (Array.isArray(consents) ? consents : []).flatMap((consent: unknown, index) => {
    const purpose = isRecord(consent) ? consent['purpose'] : undefined;
    if (typeof purpose !== 'string') return [];
    const pointer = `/consents/${index}/purpose`;
    if (seen.has(purpose)) return [{ pointer, code: 'purpose-twice' }];
    seen.add(purpose);
    return known.has(purpose) ? [] : [{ pointer, code: 'unknown-purpose' }];
  });
}
