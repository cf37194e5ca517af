import type { z } from 'zod';
import { type Access, recordAccess } from '../../db/personal/door.ts';
import { listRoutes, type ListedRoute } from '../../db/route-list.ts';
import { say, type Language } from '../../catalogue/texts.ts';
import type { Catalogue } from '../../notation/catalogue.ts';
import type { Caller } from '../callers/caller.ts';
import { searchable } from '../callers/searchable.ts';
import { Person } from '../checks/person.ts';
import type { ApiDeps } from '../deps.ts';
import { endpoint, type Endpoint } from '../http/endpoint.ts';
import { linksOf } from '../read-model/route.ts';
import { viewerOf } from '../read-model/sight.ts';
import { stateOf } from '../read-model/summary.ts';
import { afterOf, cursorOf, LimitInBody, usualLimit } from '../schemas/common.ts';
import { RouteFilters, RoutePage, type RouteSummary } from '../schemas/route.ts';

type Deps = Pick<ApiDeps, 'db' | 'catalogue'>;

const Search = RouteFilters.extend({ person: Person, limit: LimitInBody }).meta({ id: 'RouteSearch' });

const seeing = ['portal', 'citizen', 'officer'] as const;

export function listRouteEndpoints(deps: Deps): Endpoint[] {
  return [
    endpoint({
      id: 'listRoutes',
      tag: 'Routes',
      method: 'get',
      path: '/v1/routes',
      summary: 'The routes you may see, newest first',
      for: seeing,
      query: RouteFilters,
      answers: { 200: { description: 'A page.', schema: RoutePage } },
      handle: async ({ caller, language, query }) => {
        const limit = query.limit === undefined ? usualLimit : Number(query.limit);
        const wanted = { ...query, limit, personKey: null };
        return { status: 200, body: await pageFor(deps, { caller, language }, wanted) };
      },
    }),
    endpoint({
      id: 'searchRoutes',
      tag: 'Routes',
      method: 'post',
      path: '/v1/routes/search',
      summary: 'The routes of a person, of those you may see',
      description: 'A POST, because numbers do not belong in addresses. Takes no Idempotency-Key.',
      for: seeing,
      body: Search,
      answers: { 200: { description: 'A page.', schema: RoutePage } },
      handle: async ({ caller, language, body: { person, limit, ...filters } }) => {
        const key = searchable(caller, person);
        const wanted = { ...filters, limit: limit ?? usualLimit, personKey: key };
        const page = await pageFor(deps, { caller, language }, wanted);
        if (caller.role === 'officer')
          await recordAccess(deps.db.orm, ...foundBy(caller.id, key, page.items));
        return { status: 200, body: page };
      },
    }),
  ];
}

/** An officer who looks for a person by number uses that number: each route it leads to gets an entry. */
function foundBy(officer: string, key: string, routes: readonly { readonly id: string }[]): Access[] {
  const who = { actor: officer, role: 'officer', subjectKey: key };
  const why = { purpose: 'route-view', basis: 'law', what: 'found by number' } as const;
  return routes.map(({ id }) => ({ ...who, ...why, route: id }));
}

interface Reader {
  readonly caller: Caller;
  readonly language: Language;
}

type Wanted = Omit<z.output<typeof RouteFilters>, 'limit'> & {
  readonly limit: number;
  readonly personKey: string | null;
};

async function pageFor(
  { db, catalogue }: Deps,
  { caller, language }: Reader,
  wanted: Wanted,
): Promise<z.output<typeof RoutePage>> {
  const {
    state = null,
    health = null,
    lifeEvent = null,
    waitingOn = null,
    willBeLate,
    cursor,
    limit,
    personKey: key,
  } = wanted;
  const page = await listRoutes(db.orm, viewerOf(caller), {
    filter: { state, health, lifeEvent, waitingOn, willBeLate: isYes(willBeLate), personKey: key },
    page: { after: cursor === undefined ? null : (afterOf(cursor) ?? null), limit },
  });
  const items = page.items.map((row) => summaryOf(row, catalogue, language));
  return { items, next: cursorOf(page.next) };
}

const isYes = (word: 'true' | 'false' | undefined) => (word === undefined ? null : word === 'true');

function summaryOf(
  row: ListedRoute,
  catalogue: Catalogue,
  language: Language,
): z.output<typeof RouteSummary> {
  const title = say(catalogue, language, row.lifeEvent);
  return { ...stateOf(row, { catalogue, language }), title, links: linksOf(row.id, row.lifeEvent) };
}
