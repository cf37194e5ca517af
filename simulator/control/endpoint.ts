import { json, Router, type RequestHandler } from 'express';
import type { Catalogue } from '../../notation/catalogue.ts';
import type { WiredService } from '../gateway/wired-service.ts';
import { problem, wrong, type Problem } from '../problem.ts';
import { Behaviour, ofCallbacks, type Modes } from './modes.ts';

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
    .put('/services/:id', body, tell(modes, service, agencies))
    .delete('/services/:id', forget(modes, service))
    .put('/agencies/:id', body, tell(modes, agency, agencies))
    .delete('/agencies/:id', forget(modes, agency));
}

const nonEmpty = (list: readonly WiredService[]) => (list.length > 0 ? list : undefined);

const unknown: Problem = {
  status: 404,
  detail: 'No service or agency of this name answers over the platform. GET / lists them.',
};

function tell(modes: Modes, find: Find, agencies: Catalogue['agencies']): Endpoint {
  return (request, response) => {
    const { id } = request.params;
    const read = behaviourFor(find(id), request.body, agencies);
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
  agencies: Catalogue['agencies'],
): { fault: Problem } | { behaviour: Behaviour } {
  if (concerned === undefined) return { fault: unknown };
  const told = Behaviour.safeParse(body);
  if (!told.success) return { fault: wrong(told.error) };
  const fault = misfit(told.data, concerned) ?? notTheirs(told.data, concerned, agencies);
  return fault === undefined ? { behaviour: told.data } : { fault };
}

/** Why the services concerned cannot hand a call on so. */
function notTheirs(
  { mode, agency = '' }: Behaviour,
  concerned: readonly WiredService[],
  agencies: Catalogue['agencies'],
): Problem | undefined {
  if (mode !== 'theirs') return undefined;
  if (!concerned.some(({ envelope }) => envelope.readdressed !== undefined)) {
    return {
      status: 409,
      detail: 'The mode theirs is for services whose envelope spells "not mine, theirs".',
    };
  }
  const isOther = Object.hasOwn(agencies, agency) && concerned.every((service) => service.agency !== agency);
  if (isOther) return undefined;
  return { status: 422, detail: 'This cannot be done: agency must be another agency of the catalogue.' };
}

/** Why none of the services concerned can behave so. */
function misfit({ mode, refusal }: Behaviour, concerned: readonly WiredService[]): Problem | undefined {
  if (ofCallbacks.includes(mode) && !concerned.some(({ answers }) => answers === 'later')) {
    return {
      status: 409,
      detail: `The mode ${mode} is for services that answer later by callback; this one answers at once or is polled.`,
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
