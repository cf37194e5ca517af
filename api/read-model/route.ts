import type { Queries } from '../../db/client.ts';
import { readAnswers, readUnmarkedAnswers, type StoredAnswer } from '../../db/personal/answers.ts';
import type { Access } from '../../db/personal/door.ts';
import { routeRows, type RouteRows } from '../../db/route-view.ts';
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

type Deps = Pick<ApiDeps, 'db' | 'catalogue'>;

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
  return deps.db.orm.transaction(
    async (tx) => {
      const rows = await routeRows(tx, viewerOf(reading.caller), id);
      if (rows === undefined) return undefined;
      return { route: await routeOf(deps, rows, { ...reading, tx }), etag: etagOf(rows.route, reading) };
    },
    { isolationLevel: 'repeatable read' },
  );
}

async function routeOf(
  deps: Deps,
  rows: RouteRows,
  reading: Reading & { readonly tx: Queries },
): Promise<Route> {
  const { catalogue } = deps;
  const { route } = rows;
  const { caller, language } = reading;
  const sight = sightOf(caller, route.client, rows.parties);
  const versions = catalogue.lifeEvents[route.lifeEvent] ?? [];
  return {
    ...stateOf(route, { catalogue, language }),
    yourTurn: yourTurn(rows, { caller, sight, language, catalogue }),
    steps: stepsOf({
      catalogue,
      language,
      law:
        versions.find(({ compiled }) => compiled.version === route.version)?.definition.law.join('; ') ?? '',
      rows,
      answerOf: await answersFor(deps, rows, { ...reading, sight }),
      isOwn: ownSteps(route.compiled, sight, catalogue.services),
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
async function answersFor(
  { catalogue }: Deps,
  { route, steps }: RouteRows,
  { caller, personal, sight, tx }: Reading & { readonly tx: Queries; readonly sight: Sight },
): Promise<AnswerOf> {
  const unmarked = ({ step, body }: StoredAnswer): StoredAnswer['body'] => {
    const schema = catalogue.services[route.compiled.steps[step]?.service ?? '']?.answer;
    const kept = schema && withoutPersonal(schema, body);
    return isRecord(kept) ? kept : {};
  };
  const answers = personal
    ? await readAnswers(tx, accessTo(route, caller))
    : await readUnmarkedAnswers(tx, route.id, unmarked);
  const byKey = new Map(answers.map((answer) => [answer.key, answer]));
  const maySee = (step: string, instance: number) =>
    sight.is !== 'team' ||
    steps.some((row) => row.step === step && row.instance === instance && row.agency === sight.team);
  return (step, instance, epoch) => {
    const answer = byKey.get(effectKey({ route: route.id, step, instance, epoch }));
    return answer && (personal && !maySee(step, instance) ? unmarked(answer) : answer.body);
  };
}

function accessTo(route: RouteRows['route'], caller: Caller): Access {
  const who = { actor: actorOf(caller), role: caller.role, subjectKey: route.personKey };
  return { ...who, purpose: 'route-view', basis: 'law', route: route.id, what: 'answers shown' };
}
