import type { z } from 'zod';
import { decreeMistakes, decreeSchema } from '../../catalogue/decree.ts';
import { decreesOf } from '../../db/clocks/decrees.ts';
import { orderRecalculation } from '../../db/operations/order.ts';
import { type DecreeOfYear, mistakenDays, withDecree } from '../../terms/index.ts';
import { pointerTo } from '../checks/pointers.ts';
import type { ApiDeps } from '../deps.ts';
import { type Answer, type Call, endpoint, type Endpoint } from '../http/endpoint.ts';
import { Problem, wrongFields } from '../problems/problem.ts';
import { linksOfOperation } from '../read-model/operation.ts';
import { Ordered } from '../schemas/operation.ts';

type Deps = Pick<ApiDeps, 'db' | 'catalogue'>;
type Decree = z.output<typeof decreeSchema>;

/** A decree published in mid-route: from now on terms are reckoned by it, and those that run are reckoned anew. */
export function applyCalendarEndpoint(deps: Deps): Endpoint {
  return endpoint({
    id: 'applyCalendar',
    tag: 'Officers',
    method: 'post',
    path: '/v1/calendars',
    summary: 'Apply a decree on days off: it moves every running deadline',
    description:
      'Terms that begin from now on count by it; those that run are reckoned anew by an operation, whose items say which deadlines moved and so who must be told (`GET /v1/operations/{id}?moved=true`). For the team that operates the whole. The same decree (year, day of publication, source) once more takes the place of the first.',
    for: ['officer'],
    once: 'around',
    body: decreeSchema,
    answers: {
      202: { description: 'Stored and ordered.', schema: Ordered, headers: { Location: 'The operation.' } },
    },
    problems: ['not-your-team'],
    handle: async (call) => apply(deps, call),
  });
}

async function apply(deps: Deps, { caller, body, once }: Call<unknown, Decree>): Promise<Answer> {
  if (caller.role !== 'officer' || once === null)
    throw new Error('Only officers apply decrees, under a key.');
  if (caller.team !== deps.catalogue.country.operatorTeam) throw new Problem('not-your-team');
  await demandMeant(deps, body);
  const { country, ...decree } = body;
  const by = { actor: caller.id, role: caller.role, team: caller.team };
  await orderRecalculation(deps.db.orm, { id: once.id, country, decree, ...by });
  return { status: 202, body: { id: once.id, state: 'running', links: linksOfOperation(once.id) } };
}

/** Throws where a decree of the right form cannot be meant, by what is known of the calendar already. */
async function demandMeant({ db, catalogue }: Deps, body: Decree): Promise<void> {
  const known = (await decreesOf(db.orm, catalogue.country.id))
    .filter((stored) => !isSame(stored.decree, body))
    .reduce((calendar, stored) => withDecree(calendar, stored.decree), catalogue.calendar);
  const errors = [
    ...decreeMistakes(body, catalogue).map(({ at, code }) => ({ pointer: pointerTo(at), code })),
    ...mistakenDays(known, body).map(({ date, mistake }) => ({
      pointer: pointerTo(['days', date]),
      code: mistake,
    })),
  ];
  if (errors.length > 0) throw wrongFields(errors);
}

const isSame = (one: DecreeOfYear, other: Decree) =>
  one.year === other.year && one.publishedOn === other.publishedOn && one.source === other.source;
