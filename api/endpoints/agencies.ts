import { z } from 'zod';
import { cancelWindow, declareWindow } from '../../db/maintenance.ts';
import type { Catalogue } from '../../notation/catalogue.ts';
import type { Caller } from '../callers/caller.ts';
import type { ApiDeps } from '../deps.ts';
import { endpoint, type Endpoint } from '../http/endpoint.ts';
import { Problem } from '../problems/problem.ts';
import { agencyStandings, looksAfter, shown } from '../read-model/agency-standing.ts';
import { AgencyList, Maintenance, MaintenanceRequest } from '../schemas/agency.ts';

type Deps = Pick<ApiDeps, 'db' | 'catalogue'>;

/** How agencies stand, and when they have said that they cannot be reached. */
export function agencyEndpoints(deps: Deps): Endpoint[] {
  return [listAgencies(deps), declare(deps), cancel(deps)];
}

function listAgencies({ db, catalogue }: Deps): Endpoint {
  return endpoint({
    id: 'listAgencies',
    tag: 'Agencies',
    method: 'get',
    path: '/v1/agencies',
    summary: 'How each agency stands: reachable, down, or in a declared maintenance window',
    for: ['portal', 'officer', 'analyst'],
    answers: { 200: { description: 'All agencies of the catalogue.', schema: AgencyList } },
    handle: async ({ caller, language }) => ({
      status: 200,
      body: { items: await agencyStandings(db.orm, { catalogue, language, caller }) },
    }),
  });
}

function declare({ db, catalogue }: Deps): Endpoint {
  return endpoint({
    id: 'declareMaintenance',
    tag: 'Agencies',
    method: 'post',
    path: '/v1/agencies/{agency}/maintenance',
    summary: 'Declare when an agency cannot be reached',
    description:
      'For officers of the agency and of the team that operates the whole. In the window nothing is sent to the agency and no failure is counted; legal terms run on. After it, what waits goes out by itself at the rate of the agency.',
    for: ['officer'],
    once: 'around',
    body: MaintenanceRequest,
    answers: { 201: { description: 'Declared.', schema: Maintenance } },
    problems: ['not-found', 'not-your-team'],
    handle: async ({ caller, params, body, once }) => {
      const { agency, by } = officerOf(catalogue, caller, params);
      const { reason } = body;
      const times = { from: new Date(body.from), to: new Date(body.to) };
      const window = { id: once?.id ?? '', agency, ...times, reason };
      await declareWindow(db.orm, { ...window, declaredBy: by });
      return { status: 201, body: shown(window) };
    },
  });
}

function cancel({ db, catalogue }: Deps): Endpoint {
  return endpoint({
    id: 'cancelMaintenance',
    tag: 'Agencies',
    method: 'post',
    path: '/v1/agencies/{agency}/maintenance/{window}/cancel',
    summary: 'End a maintenance window now, or before it begins',
    for: ['officer'],
    once: 'around',
    answers: { 200: { description: 'It holds no more.', schema: Cancelled } },
    problems: ['not-found', 'not-your-team'],
    handle: async ({ caller, params }) => {
      const { agency, by } = officerOf(catalogue, caller, params);
      const id = params['window'] ?? '';
      if (!(await cancelWindow(db.orm, { id, agency, by }))) throw new Problem('not-found');
      return { status: 200, body: { id } };
    },
  });
}

const Cancelled = z.object({ id: z.string() }).meta({ id: 'CancelledMaintenance' });

/** Who acts, if they look after this agency. */
function officerOf(
  catalogue: Catalogue,
  caller: Caller,
  { agency = '' }: Readonly<Record<string, string>>,
): { readonly agency: string; readonly by: string } {
  if (!Object.hasOwn(catalogue.agencies, agency)) throw new Problem('not-found');
  if (caller.role !== 'officer' || !looksAfter(catalogue, caller, agency)) throw new Problem('not-your-team');
  return { agency, by: caller.id };
}
