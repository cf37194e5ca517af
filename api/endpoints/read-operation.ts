import { z } from 'zod';
import { findOperation, itemsOf, listOperations, movesOf } from '../../db/operations/read.ts';
import { stopOperation } from '../../db/operations/work.ts';
import type { Caller } from '../callers/caller.ts';
import type { ApiDeps } from '../deps.ts';
import { type Answer, endpoint, type Endpoint } from '../http/endpoint.ts';
import { Problem } from '../problems/problem.ts';
import { operationOf, summaryOfOperation } from '../read-model/operation.ts';
import { afterOf, Cursor, cursorOf, Limit, usualLimit } from '../schemas/common.ts';
import { ItemState, Operation, OperationPage } from '../schemas/operation.ts';

type Deps = Pick<ApiDeps, 'db'>;

const Query = z.object({
  state: ItemState.optional().meta({ description: 'Only items that stand so.' }),
  moved: z.enum(['true']).optional().meta({ description: 'Only routes whose deadlines a decree moved.' }),
  cursor: Cursor.optional(),
  limit: Limit.optional(),
});

type Asked = z.output<typeof Query>;

/** What a team ordered, how far it has come, and the way to end it. For officers of the team that ordered it. */
export function readOperationEndpoints({ db }: Deps): Endpoint[] {
  return [
    listOperationsEndpoint({ db }),
    endpoint({
      id: 'readOperation',
      tag: 'Officers',
      method: 'get',
      path: '/v1/operations/{id}',
      summary: 'How far an operation has come, and how each of its items came out',
      for: ['officer'],
      query: Query,
      answers: { 200: { description: 'The operation, with a page of its items.', schema: Operation } },
      problems: ['not-found'],
      handle: async ({ caller, query, params: { id = '' } }) =>
        read({ db }, teamOf(caller), { id, ...query }),
    }),
    endpoint({
      id: 'stopOperation',
      tag: 'Officers',
      method: 'post',
      path: '/v1/operations/{id}/stop',
      summary: 'End an operation before its time',
      description: 'What was moved stays moved; what was not begun is left as it is.',
      for: ['officer'],
      once: 'around',
      answers: { 200: { description: 'The operation, stopped.', schema: Operation } },
      problems: ['not-found'],
      handle: async ({ caller, params: { id = '' } }) => {
        if (!(await stopOperation(db.orm, teamOf(caller), id))) throw new Problem('not-found');
        return read({ db }, teamOf(caller), { id });
      },
    }),
  ];
}

function listOperationsEndpoint({ db }: Deps): Endpoint {
  return endpoint({
    id: 'listOperations',
    tag: 'Officers',
    method: 'get',
    path: '/v1/operations',
    summary: 'The operations that your team ordered, newest first',
    for: ['officer'],
    query: z.object({ cursor: Cursor.optional(), limit: Limit.optional() }),
    answers: { 200: { description: 'A page.', schema: OperationPage } },
    handle: async ({ caller, query: { cursor, limit } }) => {
      const after = cursor === undefined ? null : (afterOf(cursor) ?? null);
      const page = { after, limit: Number(limit ?? usualLimit) };
      const { items, next } = await listOperations(db.orm, teamOf(caller), page);
      return { status: 200, body: { items: items.map(summaryOfOperation), next: cursorOf(next) } };
    },
  });
}

function teamOf(caller: Caller): string {
  if (caller.role !== 'officer') throw new Problem('forbidden');
  return caller.team;
}

async function read(
  { db }: Deps,
  team: string,
  { id, ...asked }: { readonly id: string } & Asked,
): Promise<Answer> {
  const row = await findOperation(db.orm, team, id);
  if (row === undefined) throw new Problem('not-found');
  const { items, hasMore } = await itemsOf(db.orm, row, pageAsked(asked));
  const moves = await movesOf(
    db.orm,
    row,
    items.map(({ route }) => route),
  );
  const last = hasMore ? items.at(-1) : undefined;
  const next = cursorOf(last === undefined ? null : { at: String(last.item), id });
  return { status: 200, body: operationOf(row, { items, moves, next }) };
}

/** No operation has more items; a cursor that says more is none of ours. */
const mostItems = 2 ** 31 - 1;

function pageAsked({ state, moved, cursor, limit }: Asked) {
  const place = cursor === undefined ? undefined : afterOf(cursor);
  return {
    after: Math.min(Number(place?.at ?? 0), mostItems),
    limit: Number(limit ?? usualLimit),
    state: state ?? null,
    moved: moved !== undefined,
  };
}
