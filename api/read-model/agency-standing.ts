import { agenciesDown, waitingByAgency } from '../../db/agencies.ts';
import { unmatchedCallbacks } from '../../db/personal/inbox-sweep.ts';
import type { Queries } from '../../db/client.ts';
import { type Window, windowsAhead } from '../../db/maintenance.ts';
import { say, type Language } from '../../catalogue/texts.ts';
import type { Catalogue } from '../../notation/catalogue.ts';
import type { Caller } from '../callers/caller.ts';
import type { AgencyStanding, Maintenance } from '../schemas/agency.ts';

interface Reader {
  readonly catalogue: Catalogue;
  readonly language: Language;
  readonly caller: Caller;
}

/** How each agency of the catalogue stands now. */
export async function agencyStandings(db: Queries, reader: Reader): Promise<AgencyStanding[]> {
  const { catalogue, language, caller } = reader;
  const isOfficer = caller.role === 'officer';
  const [down, windows, waiting, unknown] = await Promise.all([
    agenciesDown(db),
    windowsAhead(db),
    isOfficer ? waitingByAgency(db) : [],
    isOfficer ? unmatchedCallbacks(db) : [],
  ]);
  return Object.keys(catalogue.agencies).map((id) => {
    const own = windows.filter((window) => window.agency === id);
    const mayCount = looksAfter(catalogue, caller, id);
    return {
      id,
      name: say(catalogue, language, `agency.${id}`),
      ...standingOf(own, of(down, id)),
      maintenance: own.map(shown),
      waiting: mayCount ? plain(of(waiting, id) ?? { routes: 0, late: 0, willBeLate: 0 }) : null,
      unknownCallbacks: mayCount ? plain(of(unknown, id) ?? { tried: 0, givenUp: 0 }) : null,
    };
  });
}

/** Officers look after their own agency, the operator's team after all. */
export function looksAfter({ country }: Pick<Catalogue, 'country'>, caller: Caller, agency: string): boolean {
  return caller.role === 'officer' && (caller.team === agency || caller.team === country.operatorTeam);
}

export function shown({ id, from, to, reason }: Window): Maintenance {
  return { id, from: from.toISOString(), to: to.toISOString(), reason };
}

const of = <Row extends { readonly agency: string }>(rows: readonly Row[], id: string): Row | undefined =>
  rows.find(({ agency }) => agency === id);

/** Without the agency, which stands above. */
function plain<Row extends object>(row: Row): Omit<Row, 'agency'> {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'agency')) as Omit<Row, 'agency'>;
}

type Standing = Pick<AgencyStanding, 'standing' | 'since' | 'nextProbeAt'>;

function standingOf(
  windows: readonly Window[],
  down: { readonly since: Date; readonly nextProbeAt: Date | null } | undefined,
): Standing {
  const now = windows.find(({ from }) => from.getTime() <= Date.now());
  if (now) return { standing: 'maintenance', since: now.from.toISOString(), nextProbeAt: null };
  if (!down) return { standing: 'open', since: null, nextProbeAt: null };
  const nextProbeAt = down.nextProbeAt?.toISOString() ?? null;
  return { standing: 'down', since: down.since.toISOString(), nextProbeAt };
}
