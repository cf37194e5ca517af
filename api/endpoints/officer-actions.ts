import { z } from 'zod';
import { stuckReasonOf } from '../../db/steps.ts';
import { checkAgainst, under } from '../checks/check-against.ts';
import type { ApiDeps } from '../deps.ts';
import { type Answer, type Call, endpoint, type Endpoint } from '../http/endpoint.ts';
import { Problem, wrongFields } from '../problems/problem.ts';
import { Moved, Reason } from '../schemas/moved.ts';
import { Instance } from '../schemas/instance.ts';
import { decideOnStep } from '../steering/decide-on-step.ts';
import { officersStep, type Place } from '../steering/officers-step.ts';

type Deps = Pick<ApiDeps, 'db' | 'catalogue' | 'door'>;
type Action = 'retry' | 'skip' | 'resolve';

const Decision = z.object({ reason: Reason, instance: Instance }).meta({ id: 'DecisionRequest' });
const Resolution = z
  .object({
    reason: Reason,
    instance: Instance,
    answer: z.record(z.string(), z.unknown()).meta({
      description:
        "By the schema of the service's answer; `{}` where an act was taken back by other means (`undo-failed`).",
    }),
  })
  .meta({ id: 'ResolveRequest' });

const actions: readonly { action: Action; summary: string; body: typeof Decision | typeof Resolution }[] = [
  { action: 'retry', summary: 'Try a stuck step again', body: Decision },
  {
    action: 'skip',
    summary:
      'Leave a stuck step out where others can do without it, or let an act stand that cannot be taken back',
    body: Decision,
  },
  {
    action: 'resolve',
    summary: 'Give a stuck step the answer its agency gave by other means',
    body: Resolution,
  },
];

/** What moves stuck steps on. Only officers of the agency that the step is with, recorded with their reason. */
export function officerEndpoints(deps: Deps): Endpoint[] {
  return actions.map(({ action, summary, body }) =>
    endpoint({
      id: `${action}Step`,
      tag: 'Officers',
      method: 'post',
      path: `/v1/routes/{id}/steps/{step}/${action}`,
      summary,
      for: ['portal', 'citizen', 'officer'],
      once: 'around',
      body,
      answers: { 200: { description: 'Done.', schema: Moved } },
      problems: [
        'not-found',
        'not-your-team',
        'not-stuck',
        ...(action === 'skip' ? (['not-skippable'] as const) : []),
        'route-closed',
        'not-yet-started',
        'cannot-move-now',
      ],
      handle: async (call) => decide(deps, action, call),
    }),
  );
}

type Decided = Call<unknown, z.output<typeof Decision> & { readonly answer?: Record<string, unknown> }>;

async function decide(deps: Deps, action: Action, { caller, body, once, params }: Decided): Promise<Answer> {
  const { id = '', step = '' } = params;
  const place = { route: id, step, instance: body.instance ?? 0 };
  const compiled = await officersStep(deps, { caller, once }, place);
  const { service } = compiled;
  const answer =
    body.answer === undefined ? null : await checkedAnswer(deps, { place, service }, body.answer);
  const decided = { action, reason: body.reason, answer };
  return decideOnStep(deps, { caller, once, place }, { ...decided, name: action });
}

/** That an act was taken back by other means is said without an answer. */
async function checkedAnswer(
  { db, catalogue }: Deps,
  { place, service }: { readonly place: Place; readonly service: string },
  answer: unknown,
): Promise<Record<string, unknown>> {
  if ((await stuckReasonOf(db.orm, place)) === 'undo-failed') return {};
  const contract = catalogue.services[service];
  if (contract === undefined) throw new Problem('cannot-move-now');
  const checked = checkAgainst(contract.answer, answer);
  if (!checked.ok) throw wrongFields(under('/answer', checked.errors));
  return checked.value;
}
