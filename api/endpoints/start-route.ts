import { randomUUIDv7 } from 'node:crypto';
import { standingOf, type Once } from '../../db/idempotency.ts';
import { personKey } from '../../db/personal/person-key.ts';
import { enterRoute, markStarted, type RouteToStart } from '../../db/start-route.ts';
import { startFacts } from '../../notation/start-facts.ts';
import { numberOf } from '../checks/person.ts';
import type { ApiDeps } from '../deps.ts';
import { type Answer, endpoint, type Endpoint } from '../http/endpoint.ts';
import { keptAnswer } from '../once/answer-once.ts';
import { linksOf } from '../read-model/route.ts';
import { checkStart, type RightStart } from '../start/check-start.ts';
import { partiesIn } from '../start/parties.ts';
import { Started, StartRequest } from '../start/start-request.ts';

type Deps = Pick<ApiDeps, 'db' | 'catalogue' | 'door' | 'errands' | 'settings'>;

export function startRouteEndpoint(deps: Deps): Endpoint {
  return endpoint({
    id: 'startRoute',
    tag: 'Routes',
    method: 'post',
    path: '/v1/routes',
    summary: 'Report a life event and start its route',
    description:
      'Answered once the route is durably recorded; it begins by itself, also when that has to wait. Wrong fields are told all at once, and nothing is left of a start that was refused.',
    for: ['portal'],
    once: 'inside',
    bodyAsTold: StartRequest,
    answers: {
      202: { description: 'Recorded.', schema: Started, headers: { Location: 'The route.' } },
    },
    problems: ['wrong-fields'],
    handle: async ({ body, once, caller }) => {
      if (once === null || caller.role !== 'portal')
        throw new Error('Only portals start routes, under a key.');
      return (
        keptAnswer(await standingOf(deps.db.orm, once)) ??
        start(deps, checkStart(deps.catalogue, body, new Date()), { once, client: caller.client })
      );
    },
  });
}

async function start(
  deps: Deps,
  request: RightStart,
  { once, client }: { readonly once: Once; readonly client: string },
): Promise<Answer> {
  const route = routeToStart(deps, request, client);
  const { compiled } = route.version;
  const links = linksOf(route.id, compiled.id);
  const answer = { status: 202, body: { id: route.id, state: 'open', version: compiled.version, links } };
  const kept = keptAnswer(await enterRoute(deps.db.orm, route, { once, answer }));
  if (kept !== undefined) return kept;
  startSoon(deps, route);
  return answer;
}

function routeToStart({ settings }: Deps, request: RightStart, client: string): RouteToStart {
  const { person, event, version, channel, region } = request;
  return {
    id: `${version.compiled.id}-${randomUUIDv7()}`,
    version,
    applicant: person,
    personKey: personKey(numberOf(person)),
    event,
    start: startFacts(version.compiled, event),
    parties: partiesIn(person, event),
    consents: (request.consents ?? []).map((consent) => ({ ...consent, givenAt: new Date(consent.givenAt) })),
    client,
    channel,
    region,
    testData: settings.testData || channel === 'test',
    timeScale: settings.timeScale,
  };
}

/** The caller does not wait for it: a start that fails here is the reconciler's. */
function startSoon(
  { db, door, errands }: Deps,
  { id, version, start, region, testData, timeScale }: RouteToStart,
): void {
  errands.send('start', async () => {
    await door.start(id, { route: version.compiled, region, testData, timeScale, ...start });
    await markStarted(db.orm, id);
  });
}
