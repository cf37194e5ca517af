import type { DefinitionOf } from '../../db/definitions.ts';
import { readAnswers, type StoredAnswer } from '../../db/personal/answers.ts';
import type { Access } from '../../db/personal/door.ts';
import { findRouteRows, type RouteRows } from '../../db/route-view.ts';
import type { Catalogue } from '../../notation/catalogue.ts';
import type { CompiledRoute } from '../../notation/compiled-route.ts';
import { effectKey } from '../../notation/effect-key.ts';
import { withoutPersonal } from '../../notation/personal.ts';
import type { Language } from '../../catalogue/texts.ts';
import type { Caller } from '../callers/caller.ts';
import { isRecord } from '../checks/pointers.ts';
import type { ApiDeps } from '../deps.ts';
import type { Route } from '../schemas/route.ts';
import { etagOf } from './etag.ts';
import { ownSteps } from './own-steps.ts';
import { actorOf, sightOf, type Sight, viewerOf } from './sight.ts';
import { type AnswerOf, stepsOf } from './steps.ts';
import { stateOf } from './summary.ts';
import { yourTurn } from './your-turn.ts';

type Deps = Pick<ApiDeps, 'db' | 'catalogue'> & { readonly definitionOf: DefinitionOf };

/** Who reads, in which language, and whether they ask for marked fields. */
export interface Reading {
  readonly caller: Caller;
  readonly language: Language;
  readonly personal: boolean;
}

/** The read model of a route as of one moment, with its tag; undefined where the caller does not see it. */
export async function readRoute(
  deps: Deps,
  id: string,
  reading: Reading,
): Promise<{ readonly route: Route; readonly etag: string } | undefined> {
  const read = await (reading.personal ? withMarked : withUnmarked)(deps, id, reading);
  if (read === undefined) return undefined;
  const compiled = await deps.definitionOf(read.rows.route.definition);
  return {
    route: routeOf(deps.catalogue, { ...read, compiled }, reading),
    etag: etagOf(read.rows.route, reading),
  };
}

/** What stands of a route; `marked`: its answers, where who reads them with marked fields is written down. */
interface Read {
  readonly rows: RouteRows;
  readonly marked: readonly StoredAnswer[] | null;
}

async function withUnmarked({ db }: Deps, id: string, { caller }: Reading): Promise<Read | undefined> {
  const rows = await findRouteRows(db.orm, viewerOf(caller), id);
  return rows && { rows, marked: null };
}

async function withMarked({ db }: Deps, id: string, { caller }: Reading): Promise<Read | undefined> {
  return db.orm.transaction(
    async (tx) => {
      const rows = await findRouteRows(tx, viewerOf(caller), id);
      return rows && { rows, marked: await readAnswers(tx, accessTo(rows.route, caller)) };
    },
    { isolationLevel: 'repeatable read' },
  );
}

interface Whole extends Read {
  readonly compiled: CompiledRoute;
}

function routeOf(catalogue: Catalogue, read: Whole, { caller, language }: Reading): Route {
  const { rows, compiled } = read;
  const { route } = rows;
  const sight = sightOf(caller, route.client, rows.parties);
  const versions = catalogue.lifeEvents[route.lifeEvent] ?? [];
  return {
    ...stateOf(route, { catalogue, language }),
    yourTurn: yourTurn(rows, { caller, sight, language, catalogue, compiled }),
    steps: stepsOf({
      catalogue,
      language,
      law: versions.find((one) => one.compiled.version === route.version)?.definition.law.join('; ') ?? '',
      rows,
      compiled,
      answerOf: answersFor(catalogue, read, sight),
      isOwn: ownSteps(compiled, sight, catalogue.services),
    }),
    links: linksOf(route.id, route.lifeEvent),
  };
}

/** Where to go from a route. */
export function linksOf(id: string, lifeEvent: string): Record<string, string> {
  const self = `/v1/routes/${id}`;
  return {
    self,
    tasks: `/v1/tasks?route=${id}`,
    withdraw: `${self}/withdraw`,
    lifeEvent: `/v1/life-events/${lifeEvent}`,
  };
}

/** Marked fields pass only where they were asked for, and for officers only of what their own agency did. */
function answersFor(catalogue: Catalogue, { rows, marked, compiled }: Whole, sight: Sight): AnswerOf {
  const { route, steps, answers } = rows;
  const unmarked = ({ step, body }: StoredAnswer): StoredAnswer['body'] => {
    const schema = catalogue.services[compiled.steps[step]?.service ?? '']?.answer;
    const kept = schema && withoutPersonal(schema, body);
    return isRecord(kept) ? kept : {};
  };
  const byKey = new Map((marked ?? answers(unmarked)).map((answer) => [answer.key, answer]));
  const maySee = (step: string, instance: number) =>
    sight.is !== 'team' ||
    steps.some((row) => row.step === step && row.instance === instance && row.agency === sight.team);
  return (step, instance, epoch) => {
    const answer = byKey.get(effectKey({ route: route.id, step, instance, epoch }));
    return answer && (marked !== null && !maySee(step, instance) ? unmarked(answer) : answer.body);
  };
}

function accessTo(route: RouteRows['route'], caller: Caller): Access {
  const who = { actor: actorOf(caller), role: caller.role, subjectKey: route.personKey };
  return { ...who, purpose: 'route-view', basis: 'law', route: route.id, what: 'answers shown' };
}
