import { z } from 'zod';
import { findDefinition } from '../../db/definitions.ts';
import { isDecisionStored, storeDecision } from '../../db/personal/decisions.ts';
import { kept } from '../../db/personal/door.ts';
import { findRoute, partiesOf } from '../../db/route-view.ts';
import type { WithdrawResult } from '../../temporal/route-messages.ts';
import type { CompiledRoute } from '../../notation/compiled-route.ts';
import type { ApiDeps } from '../deps.ts';
import { endpoint, type Endpoint } from '../http/endpoint.ts';
import { Problem, wrongFields } from '../problems/problem.ts';
import { actorOf, sightOf, viewerOf } from '../read-model/sight.ts';
import { Name } from '../schemas/common.ts';
import { Reason, Withdrawal } from '../schemas/moved.ts';
import { demandOpen, steer } from '../steering/steer.ts';

type Deps = Pick<ApiDeps, 'db' | 'door'>;

const Request = z
  .object({
    reason: Reason,
    steps: z
      .array(Name)
      .min(1)
      .max(100)
      .nullable()
      .meta({ description: 'Just these; the whole route where left out.' }),
  })
  .meta({ id: 'WithdrawRequest' });

export function withdrawRouteEndpoint(deps: Deps): Endpoint {
  const { db } = deps;
  return endpoint({
    id: 'withdrawRoute',
    tag: 'Routes',
    method: 'post',
    path: '/v1/routes/{id}/withdraw',
    summary: 'Withdraw a route, or some of its steps',
    description:
      'Stops what rests on consent or on the wish of the applicant; steps that rest on law go on. What is done stands, unless it declares how to be undone. Progress shows in the read model.',
    for: ['portal', 'citizen', 'officer'],
    once: 'around',
    body: Request,
    answers: { 202: { description: 'What will happen.', schema: Withdrawal } },
    problems: ['not-found', 'forbidden', 'route-closed', 'not-yet-started', 'cannot-move-now'],
    handle: async ({ caller, body: { reason, steps }, once, params: { id = '' } }) => {
      const route = await findRoute(db.orm, viewerOf(caller), id);
      if (route === undefined) throw new Problem('not-found');
      const sight = sightOf(caller, route.client, await partiesOf(db.orm, id));
      if (sight.is !== 'whole') throw new Problem('forbidden');
      demandKnown(await findDefinition(db.orm, route.definition), steps ?? []);
      const decision = once?.id ?? '';
      await demandOpen(db, id, () => isDecisionStored(db.orm, decision));
      const about = { route: id, action: 'withdraw', step: null, instance: null, answer: null } as const;
      const by = { actor: actorOf(caller), role: caller.role, reason };
      await storeDecision(db.orm, { id: decision, ...about, ...by, ...kept('decision') });
      const argument = steps === null ? { decision } : { decision, steps };
      const { plan, seq } = await steer<WithdrawResult>(deps, id, {
        name: 'withdraw',
        argument,
        id: decision,
      });
      return { status: 202, body: { plan, seq } };
    },
  });
}

function demandKnown({ steps }: CompiledRoute, named: readonly string[]): void {
  const errors = named.flatMap((step, index) =>
    Object.hasOwn(steps, step) ? [] : [{ pointer: `/steps/${index}`, code: 'unknown-step' }],
  );
  if (errors.length > 0) throw wrongFields(errors);
}
