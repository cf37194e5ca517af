import { z } from 'zod';
import { type DefinitionOf, keepDefinitions } from '../../db/definitions.ts';
import { findRouteTag } from '../../db/route-view.ts';
import type { ApiDeps } from '../deps.ts';
import { type Answer, type Call, endpoint, type Endpoint } from '../http/endpoint.ts';
import { Problem } from '../problems/problem.ts';
import { etagOf, isKnown } from '../read-model/etag.ts';
import { readRoute, type Reading } from '../read-model/route.ts';
import { viewerOf } from '../read-model/sight.ts';
import { Route } from '../schemas/route.ts';

type Deps = Pick<ApiDeps, 'db' | 'catalogue' | 'changes'>;

/** May be kept to compare with, by nobody but the caller. */
const cacheControl = 'private, no-cache';
/** Seconds a request may wait for a change. */
const longestWait = 25;

const Query = z.object({
  personal: z.enum(['true', 'false']).optional().meta({
    description: '`true` adds fields marked personal, and enters in the record who looked.',
  }),
});

export function readRouteEndpoint(deps: Deps): Endpoint {
  // The description of the API is made of endpoints without a database.
  let kept: DefinitionOf | undefined;
  const definitionOf: DefinitionOf = (hash) => (kept ??= keepDefinitions(deps.db.orm))(hash);
  return endpoint({
    id: 'readRoute',
    tag: 'Routes',
    method: 'get',
    path: '/v1/routes/{id}',
    summary: 'Where a route stands',
    description:
      'Steps not begun are listed too. With `If-None-Match`, `Prefer: wait=N` (at most 25) waits N seconds for a change. A reading after an answer or decision never shows a state older than its `seq`.',
    for: ['portal', 'citizen', 'officer', 'agency'],
    headers: {
      'If-None-Match': 'The ETag you have.',
      Prefer: '`wait=N` waits up to N seconds for a change.',
    },
    query: Query,
    answers: {
      200: { description: 'The route.', schema: Route, headers: { ETag: 'Names this state.' } },
      304: { description: 'Nothing happened since.', headers: { ETag: 'Names this state.' } },
    },
    problems: ['not-found'],
    handle: async (call) => {
      const reading = {
        caller: call.caller,
        language: call.language,
        personal: call.query.personal === 'true',
      };
      const waited = await unchanged(deps, call, reading);
      return waited ?? (await shown({ ...deps, definitionOf }, call, reading));
    },
  });
}

async function shown(
  deps: Deps & { readonly definitionOf: DefinitionOf },
  { params }: Call,
  reading: Reading,
): Promise<Answer> {
  const read = await readRoute(deps, params['id'] ?? '', reading);
  if (read === undefined) throw new Problem('not-found');
  return { status: 200, body: read.route, headers: { ETag: read.etag, 'Cache-Control': cacheControl } };
}

/** 304 while the caller has the newest state; waits for another one as long as they prefer. */
async function unchanged(deps: Deps, call: Call, reading: Reading): Promise<Answer | undefined> {
  const ifNoneMatch = call.header('If-None-Match');
  if (ifNoneMatch === undefined) return undefined;
  const id = call.params['id'] ?? '';
  const seconds = Math.min(longestWait, preferredWait(call.header('Prefer')));
  const ear = seconds === 0 ? undefined : await deps.changes.listen(id);
  const until = Date.now() + seconds * 1_000;
  const waited = async () => (await ear?.rung(until - Date.now(), call.gone)) ?? false;
  const applied = seconds === 0 ? {} : { 'Preference-Applied': `wait=${seconds}` };
  try {
    do {
      const etag = await etagNow(deps, id, reading);
      if (!isKnown(etag, ifNoneMatch)) return undefined;
      Object.assign(applied, { ETag: etag, 'Cache-Control': cacheControl });
    } while (await waited());
    return { status: 304, headers: applied };
  } finally {
    ear?.close();
  }
}

/** The tag of the newest state; one that nobody has where there is no such route for the caller. */
async function etagNow({ db }: Deps, id: string, reading: Reading): Promise<string> {
  const tag = await findRouteTag(db.orm, viewerOf(reading.caller), id);
  return tag === undefined ? '' : etagOf(tag, reading);
}

/** Seconds of `Prefer: wait=N` (RFC 7240); 0 where nothing is said. */
function preferredWait(prefer: string | undefined): number {
  return Number(/(?:^|[,;])\s*wait\s*=\s*"?(\d{1,4})"?/i.exec(prefer ?? '')?.[1] ?? 0);
}
