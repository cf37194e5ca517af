import { findOperation } from '../../db/operations/read.ts';
import { type Order, orderOperation } from '../../db/operations/order.ts';
import { stuckServices } from '../../db/operations/match.ts';
import type { OperationFilter } from '../../db/operations/schema.ts';
import type { Caller } from '../callers/caller.ts';
import { checkAgainst, under } from '../checks/check-against.ts';
import type { ApiDeps } from '../deps.ts';
import { type Answer, type Call, endpoint, type Endpoint } from '../http/endpoint.ts';
import { Problem, wrongFields } from '../problems/problem.ts';
import { linksOfOperation, stateOf } from '../read-model/operation.ts';
import { OperationRequest, Ordered } from '../schemas/operation.ts';

type Deps = Pick<ApiDeps, 'db' | 'catalogue'>;

export function orderOperationEndpoint(deps: Deps): Endpoint {
  return endpoint({
    id: 'orderOperation',
    tag: 'Officers',
    method: 'post',
    path: '/v1/operations',
    summary: 'Move many routes on at once: retry, skip, resolve or withdraw',
    description:
      'What matches is fixed now; workers then move it on at a bounded rate, each item as the call for a single route would, with your reason recorded for each. Retry, skip and resolve reach stuck steps of your own team only; withdraw is for the team that operates the whole.',
    for: ['officer'],
    once: 'around',
    body: OperationRequest,
    answers: { 202: { description: 'Ordered.', schema: Ordered, headers: { Location: 'The operation.' } } },
    problems: ['not-your-team', 'cannot-move-now'],
    handle: async (call) => order(deps, call),
  });
}

async function order(deps: Deps, { caller, body, once }: Call<unknown, OperationRequest>): Promise<Answer> {
  if (caller.role !== 'officer' || once === null)
    throw new Error('Only officers order operations, under a key.');
  demandFieldsOf(body);
  const filter = filterFor(deps, caller, body);
  const { id } = once;
  const { action, steps, reason } = body;
  const resolve = body.answer === null ? null : await checkedAnswer(deps, filter, body.answer);
  const by = { actor: caller.id, role: caller.role, team: caller.team };
  await orderOperation(deps.db.orm, { id, action, filter, steps, reason, resolve, ...by });
  const ordered = await findOperation(deps.db.orm, caller.team, id);
  if (ordered === undefined) throw new Problem('unavailable', { retryAfter: 5 });
  return { status: 202, body: { id, state: stateOf(ordered), links: linksOfOperation(id) } };
}

/** An answer belongs to `resolve`, steps to `withdraw`. */
function demandFieldsOf({ action, answer, steps }: OperationRequest): void {
  const errors = [
    ...(action === 'resolve' && answer === null ? [{ pointer: '/answer', code: 'required' }] : []),
    ...(action !== 'resolve' && answer !== null ? [{ pointer: '/answer', code: 'unknown-field' }] : []),
    ...(action !== 'withdraw' && steps !== null ? [{ pointer: '/steps', code: 'unknown-field' }] : []),
  ];
  if (errors.length > 0) throw wrongFields(errors);
}

/** Officers move what is with their own team; to withdraw what people asked for is the operator's alone. */
function filterFor(
  { catalogue }: Deps,
  { team }: Extract<Caller, { role: 'officer' }>,
  { action, filter }: OperationRequest,
): OperationFilter {
  if (action === 'withdraw') {
    if (team !== catalogue.country.operatorTeam) throw new Problem('not-your-team');
    return filter;
  }
  if (filter.agency !== null && filter.agency !== team) throw new Problem('not-your-team');
  return { ...filter, agency: team };
}

/**
 * One answer fits the steps of one service; where nothing matches, there is nothing to check it against. That acts were
 * taken back by other means is said without an answer, and only where just those are meant.
 */
async function checkedAnswer(
  { db, catalogue }: Deps,
  filter: OperationFilter,
  answer: Record<string, unknown>,
): Promise<Order['resolve']> {
  if (filter.stuckReason === 'undo-failed') return { service: null, answer: {} };
  const [service, ...others] = await stuckServices(db.orm, filter);
  if (others.length > 0) throw wrongFields([{ pointer: '/filter', code: 'several-services' }]);
  if (service === undefined) return { service: '', answer };
  const contract = catalogue.services[service];
  if (contract === undefined) throw new Problem('cannot-move-now');
  const checked = checkAgainst(contract.answer, answer);
  if (!checked.ok) throw wrongFields(under('/answer', checked.errors));
  return { service, answer: checked.value };
}
