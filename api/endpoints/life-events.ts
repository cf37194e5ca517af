import { z } from 'zod';
import type { Catalogue, Version } from '../../notation/catalogue.ts';
import { localDate } from '../../terms/index.ts';
import { roles } from '../callers/caller.ts';
import type { ApiDeps } from '../deps.ts';
import { endpoint, type Endpoint } from '../http/endpoint.ts';
import { Problem } from '../problems/problem.ts';
import { lifeEventOf, lifeEventSummary } from '../read-model/life-event.ts';
import { Day } from '../schemas/common.ts';
import { LifeEvent, LifeEventPage } from '../schemas/life-event.ts';

const Query = z.object({
  inForceOn: Day.optional().meta({ description: 'The version in force on this date; today where left out.' }),
});

export function lifeEventEndpoints({ catalogue }: Pick<ApiDeps, 'catalogue'>): Endpoint[] {
  return [
    endpoint({
      id: 'listLifeEvents',
      tag: 'Life events',
      method: 'get',
      path: '/v1/life-events',
      summary: 'What can be reported',
      for: roles,
      answers: { 200: { description: 'All life events.', schema: LifeEventPage } },
      handle: async ({ language }) => {
        const items = Object.keys(catalogue.lifeEvents).map((id) =>
          lifeEventSummary(catalogue, language, id),
        );
        return Promise.resolve({ status: 200, body: { items, next: null } });
      },
    }),
    endpoint({
      id: 'readLifeEvent',
      tag: 'Life events',
      method: 'get',
      path: '/v1/life-events/{id}',
      summary: 'How a life event is carried through',
      description: 'With the JSON Schema of the event to report, all steps, their terms and a diagram.',
      for: roles,
      query: Query,
      answers: { 200: { description: 'The definition.', schema: LifeEvent } },
      problems: ['not-found'],
      handle: async ({ language, params: { id = '' }, query: { inForceOn } }) => {
        const version = versionOn(catalogue, id, inForceOn);
        if (version === undefined) throw new Problem('not-found');
        return Promise.resolve({ status: 200, body: lifeEventOf(catalogue, language, version) });
      },
    }),
  ];
}

/** The newest version in force on the day; without a day today's, or the first to come where none is yet. */
function versionOn(
  { lifeEvents, country }: Catalogue,
  id: string,
  day: string | undefined,
): Version | undefined {
  const versions = Object.hasOwn(lifeEvents, id) ? (lifeEvents[id] ?? []) : [];
  const on = day ?? localDate(new Date(), country.timeZone);
  const inForce = versions.findLast(({ compiled }) => compiled.version <= on);
  return inForce ?? (day === undefined ? versions[0] : undefined);
}
