import type { Agency } from './agency.ts';
import type { CompiledRoute } from './compiled-route.ts';
import { valueAt } from './facts.ts';
import type { RouteDefinition } from './route-definition.ts';
import type { Service } from './service.ts';

/** One dated version of a life event's definition. `hash` tells its shape, titles apart. */
export interface Version {
  readonly definition: RouteDefinition;
  readonly compiled: CompiledRoute;
  readonly hash: string;
}

/** An amount in soums that the law changes from time to time. Dates are `YYYY-MM-DD`. */
export interface DatedRate {
  readonly from: string;
  readonly amount: number;
  readonly source: string;
  readonly checkedOn: string;
}

export interface Country {
  readonly id: string;
  readonly timeZone: 'Asia/Tashkent';
  /** The service that tells whether a person lives: input `{ pinfl }`, answer `{ alive: boolean }`. */
  readonly lifeStatusService: string;
  /** The agency whose team looks after the whole: it may withdraw many routes at once, and brings in new calendars. */
  readonly operatorTeam?: string;
  /** How long officers, and then their head, have for a task before it goes up a level; 1 working day where left out. */
  readonly officersTerm?: string;
}

/** A day on which the calendar differs from the plain week, for agencies that work five and six days. */
export interface CalendarDay {
  readonly five: 'off' | 'work';
  readonly six: 'off' | 'work';
  readonly why: string;
}

/** What one published decree says of one year's days; see `terms/calendar.ts`, which reads it. */
export interface Decree {
  readonly publishedOn: string;
  readonly source: string;
  readonly days: Readonly<Record<string, CalendarDay>>;
  /** What is no longer open after it: the year as a whole (`year`), or the day of a movable holiday, by its name. */
  readonly settles?: readonly string[];
}

/** A movable holiday where it is expected until a decree settles it. `unsure`: days that may still turn out otherwise. */
export interface ExpectedHoliday {
  readonly holiday: string;
  readonly source: string;
  readonly days: Readonly<Record<string, CalendarDay>>;
  readonly unsure: readonly string[];
}

/** One year: the law's own days, then what decrees made of them, oldest first. */
export interface CalendarYear {
  readonly source: string;
  readonly days: Readonly<Record<string, CalendarDay>>;
  /** No decree orders the year as a whole, until one that settles `year`. */
  readonly estimate?: boolean;
  readonly expected?: readonly ExpectedHoliday[];
  readonly decrees?: readonly Decree[];
}

/** Days off and days moved by decree, per year (`'2026'`). */
export interface CalendarData {
  readonly years: Readonly<Record<string, CalendarYear>>;
}

/** What a country offers, loaded, compiled and checked. */
export interface Catalogue {
  readonly agencies: Readonly<Record<string, Agency>>;
  readonly services: Readonly<Record<string, Service>>;
  /** Versions of each life event, oldest first. */
  readonly lifeEvents: Readonly<Record<string, readonly Version[]>>;
  readonly texts: Readonly<Record<'uz' | 'ru' | 'en', Readonly<Record<string, string>>>>;
  readonly rates: Readonly<Record<string, readonly DatedRate[]>>;
  readonly calendar: CalendarData;
  readonly country: Country;
}

/**
 * The version that governs an event: the newest that is in force on the date which `inForce.by` names.
 * `today` (`YYYY-MM-DD` in the country's time zone) is the day of receipt. Undefined for an unknown life event and
 * before the first version. An event that lacks the date falls to the newest version, whose schema then names the
 * missing field.
 */
export function versionFor(
  catalogue: Pick<Catalogue, 'lifeEvents'>,
  lifeEvent: string,
  { event, today }: { readonly event: unknown; readonly today: string },
): Version | undefined {
  const versions = Object.hasOwn(catalogue.lifeEvents, lifeEvent)
    ? catalogue.lifeEvents[lifeEvent]
    : undefined;
  return versions?.findLast(({ definition: { inForce } }) => {
    const date = decidingDate(inForce.by ?? 'receipt', event, today);
    return date === undefined || date >= inForce.from;
  });
}

function decidingDate(by: string, event: unknown, today: string): string | undefined {
  if (by === 'receipt') return today;
  const date = valueAt(event, by.replace(/^event\./, ''));
  return typeof date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : undefined;
}
