import { z } from 'zod';
import { claimTask, findTask, listTasks } from '../../db/task-list.ts';
import type { Language } from '../../catalogue/texts.ts';
import type { Caller } from '../callers/caller.ts';
import { searchable } from '../callers/searchable.ts';
import { Person } from '../checks/person.ts';
import type { ApiDeps } from '../deps.ts';
import { type Answer, endpoint, type Endpoint } from '../http/endpoint.ts';
import { Problem } from '../problems/problem.ts';
import { viewerOf } from '../read-model/sight.ts';
import { taskOf } from '../read-model/task.ts';
import { afterOf, Cursor, cursorOf, Limit, LimitInBody, Name, usualLimit } from '../schemas/common.ts';
import { Task, TaskPage } from '../schemas/task.ts';

type Deps = Pick<ApiDeps, 'db' | 'catalogue'>;

const seeing = ['portal', 'citizen', 'officer'] as const;

const Query = z.object({
  route: Name.optional().meta({ description: 'Tasks of this route only.' }),
  team: Name.optional().meta({ description: 'Tasks of this team; an officer may ask for their own.' }),
  escalated: z.enum(['true']).optional().meta({
    description:
      "The daily list: what neither officers nor their head settled, of all teams. For the operator's team.",
  }),
  cursor: Cursor.optional(),
  limit: Limit.optional(),
});
const Search = z
  .object({ person: Person, cursor: Cursor.optional(), limit: LimitInBody })
  .meta({ id: 'TaskSearch' });

export function listTaskEndpoints(deps: Deps): Endpoint[] {
  return [
    endpoint({
      id: 'listTasks',
      tag: 'Tasks',
      method: 'get',
      path: '/v1/tasks',
      summary: 'Whose turn it is: open tasks you may see',
      description:
        'What went up the ladder (`level`) first, then what has to be done the soonest, then what waits longest. What becomes more urgent while you turn pages stands on the first one.',
      for: seeing,
      query: Query,
      answers: { 200: { description: 'A page.', schema: TaskPage } },
      problems: ['not-your-team'],
      handle: async ({ caller, language, query }) =>
        pageFor(deps, { caller, language }, wantedOf(deps, caller, query)),
    }),
    endpoint({
      id: 'searchTasks',
      tag: 'Tasks',
      method: 'post',
      path: '/v1/tasks/search',
      summary: "A person's open tasks, of those you may see",
      description: 'A POST, because numbers do not belong in addresses. Takes no Idempotency-Key.',
      for: seeing,
      body: Search,
      answers: { 200: { description: 'A page.', schema: TaskPage } },
      handle: async ({ caller, language, body: { person, cursor, limit } }) => {
        const key = searchable(caller, person);
        const wanted = { route: null, team: null, personKey: key, cursor, limit: limit ?? usualLimit };
        return pageFor(deps, { caller, language }, wanted);
      },
    }),
    claimTaskEndpoint(deps),
  ];
}

/** Throws where the caller asks for a team's list that is not theirs to see. */
function wantedOf(deps: Deps, caller: Caller, query: z.output<typeof Query>): Wanted {
  const { route = null, team = null, cursor, limit } = query;
  const escalated = query.escalated !== undefined;
  if (escalated ? !isOperator(deps, caller) : team !== null && !isOfTeam(caller, team))
    throw new Problem('not-your-team');
  return { route, team, personKey: null, escalated, cursor, limit: Number(limit ?? usualLimit) };
}

function isOfTeam(caller: Caller, team: string): boolean {
  return caller.role === 'officer' && caller.team === team;
}

function isOperator({ catalogue }: Deps, caller: Caller): boolean {
  const { operatorTeam } = catalogue.country;
  return operatorTeam !== undefined && isOfTeam(caller, operatorTeam);
}

function claimTaskEndpoint({ db, catalogue }: Deps): Endpoint {
  return endpoint({
    id: 'claimTask',
    tag: 'Tasks',
    method: 'post',
    path: '/v1/tasks/{id}/claim',
    summary: 'Take a task of your team for yourself',
    for: seeing,
    once: 'around',
    answers: { 200: { description: 'It is yours.', schema: Task } },
    problems: ['not-found', 'task-closed', 'task-claimed'],
    handle: async ({ caller, language, params: { id = '' } }) => {
      const task = await findTask(db.orm, viewerOf(caller), id);
      if (task === undefined) throw new Problem('not-found');
      if (caller.role !== 'officer') throw new Problem('forbidden');
      if (task.closedAt !== null) throw new Problem('task-closed');
      if (!(await claimTask(db.orm, id, caller.id))) throw new Problem('task-claimed');
      return { status: 200, body: taskOf(task, catalogue, language) };
    },
  });
}

interface Wanted {
  readonly route: string | null;
  readonly team: string | null;
  readonly personKey: string | null;
  readonly escalated?: boolean;
  readonly cursor: string | undefined;
  readonly limit: number;
}

async function pageFor(
  { db, catalogue }: Deps,
  { caller, language }: { readonly caller: Caller; readonly language: Language },
  { cursor, limit, ...filter }: Wanted,
): Promise<Answer> {
  const after = cursor === undefined ? null : (afterOf(cursor) ?? null);
  const page = await listTasks(db.orm, viewerOf(caller), { filter, page: { after, limit } });
  const items = page.items.map((task) => taskOf(task, catalogue, language));
  return { status: 200, body: { items, next: cursorOf(page.next) } };
}
