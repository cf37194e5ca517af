import { json, Router, type RequestHandler } from 'express';
import type { Catalogue } from '../../notation/catalogue.ts';
import type { WiredService } from '../gateway/wired-service.ts';
import { problem, wrong, type Problem } from '../problem.ts';
import { Behaviour, type Modes } from './modes.ts';

/** The services that an id in the path means; undefined where there is no such service or agency. */
type Find = (id: string) => readonly WiredService[] | undefined;
type Endpoint = RequestHandler<{ id: string }>;

/** Tells single services and whole agencies how to behave: the tests' and the portal developer's hand on the world. */
export function controlEndpoints(
  modes: Modes,
  services: readonly WiredService[],
  agencies: Catalogue['agencies'],
): Router {
  const body = json({ limit: '4kb' });
  const service: Find = (id) => nonEmpty(services.filter((one) => one.id === id));
  const agency: Find = (id) =>
    Object.hasOwn(agencies, id) ? services.filter((one) => one.agency === id) : undefined;
  return Router()
    .put('/services/:id', body, tell(modes, service))
    .delete('/services/:id', forget(modes, service))
    .put('/agencies/:id', body, tell(modes, agency))
    .delete('/agencies/:id', forget(modes, agency));
}

const nonEmpty = (list: readonly WiredService[]) => (list.length > 0 ? list : undefined);

const unknown: Problem = {
  status: 404,
  detail: 'No service or agency of this name answers over the platform. GET / lists them.',
};

function tell(modes: Modes, find: Find): Endpoint {
  return (request, response) => {
    const { id } = request.params;
    const read = behaviourFor(find(id), request.body);
    if ('fault' in read) {
      problem(response, read.fault);
      return;
    }
    modes.set(id, read.behaviour);
    response.status(204).end();
  };
}

function forget(modes: Modes, find: Find): Endpoint {
  return (request, response) => {
    const { id } = request.params;
    if (find(id) === undefined) {
      problem(response, unknown);
      return;
    }
    modes.clear(id);
    response.status(204).end();
  };
}

function behaviourFor(
  concerned: readonly WiredService[] | undefined,
  body: unknown,
): { fault: Problem } | { behaviour: Behaviour } {
  if (concerned === undefined) return { fault: unknown };
  const told = Behaviour.safeParse(body);
  if (!told.success) return { fault: wrong(told.error) };
  const fault = misfit(told.data, concerned);
  return fault === undefined ? { behaviour: told.data } : { fault };
}

/** Why none of the services concerned can behave so. */
function misfit({ mode, refusal }: Behaviour, concerned: readonly WiredService[]): Problem | undefined {
  if (mode === 'later' && !concerned.some(({ answers }) => answers === 'later')) {
    return {
      status: 409,
      detail:
        'The mode later is for services that answer later by callback; this one answers at once or is polled.',
    };
  }
  const declared = concerned.flatMap(({ refusals }) => Object.keys(refusals));
  if (mode === 'refuse' && declared.length === 0) {
    return { status: 422, detail: 'This cannot be done: no refusal is declared here.' };
  }
  if (refusal !== undefined && !declared.includes(refusal)) {
    const codes = [...new Set(declared)].join(', ');
    return { status: 422, detail: `This cannot be done: refusal must be one of ${codes}.` };
  }
  return undefined;
}
