import { z } from 'zod';
import type { ClockAct } from '../../temporal/messages.ts';
import { parseTerm } from '../../terms/index.ts';
import type { ApiDeps } from '../deps.ts';
import { type Answer, type Call, endpoint, type Endpoint } from '../http/endpoint.ts';
import { Instance } from '../schemas/instance.ts';
import { Moved, Reason } from '../schemas/moved.ts';
import { decideOnStep } from '../steering/decide-on-step.ts';
import { officersStep } from '../steering/officers-step.ts';

type Deps = Pick<ApiDeps, 'db' | 'door'>;

const Stop = z.object({ reason: Reason, instance: Instance }).meta({ id: 'ClockRequest' });
const More = z
  .object({
    reason: Reason,
    instance: Instance,
    by: z
      .string()
      .max(30)
      .refine(isTerm, { params: { text: 'term-expected' } })
      .meta({ description: 'How much longer: `5 working days`, `10 days`, `1 month`, `2 hours`.' }),
  })
  .meta({ id: 'ExtendRequest' });

const actions: readonly { act: ClockAct['is']; summary: string; body: typeof Stop | typeof More }[] = [
  { act: 'pause', summary: 'Stop the clock of a step, for example while documents are missing', body: Stop },
  { act: 'resume', summary: 'Let the clock of a paused step run on', body: Stop },
  { act: 'extend', summary: 'Give a step more time', body: More },
];

/** What officers do to running terms. Only those of the agency that the step is with, recorded with their reason. */
export function clockEndpoints(deps: Deps): Endpoint[] {
  return actions.map(({ act, summary, body }) =>
    endpoint({
      id: `${act}Step`,
      tag: 'Officers',
      method: 'post',
      path: `/v1/routes/{id}/steps/{step}/${act}`,
      summary,
      for: ['portal', 'citizen', 'officer'],
      once: 'around',
      body,
      answers: { 200: { description: 'Done.', schema: Moved } },
      problems: [
        'not-found',
        'not-your-team',
        'no-running-term',
        'route-closed',
        'not-yet-started',
        'cannot-move-now',
      ],
      handle: async (call) => setClock(deps, act, call),
    }),
  );
}

type Asked = Call<unknown, z.output<typeof Stop> & { readonly by?: string }>;

async function setClock(
  deps: Deps,
  is: ClockAct['is'],
  { caller, body, once, params }: Asked,
): Promise<Answer> {
  const { id = '', step = '' } = params;
  const place = { route: id, step, instance: body.instance ?? 0 };
  await officersStep(deps, { caller, once }, place);
  const act = is === 'extend' ? { is, by: body.by ?? '' } : { is };
  const decided = { action: is, reason: body.reason, answer: null };
  return decideOnStep(deps, { caller, once, place }, { ...decided, name: 'setClock', more: { act } });
}

function isTerm(text: string): boolean {
  try {
    parseTerm(text);
    return true;
  } catch {
    return false;
  }
}
