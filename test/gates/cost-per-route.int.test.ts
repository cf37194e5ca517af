import { join } from 'node:path';
import { loadCatalogue } from '../../catalogue/load.ts';
import { from } from '../../notation/references.ts';
import { root } from '../../scripts/environment/folders.ts';
import { catalogueOf, routeOf, serviceOf } from '../activities/support/country.ts';
import { birth } from '../system/support/people.ts';
import { byTheirSamples } from './support/by-their-samples.ts';
import { type MeasuredRoutes, measureRoutes } from './support/measured-routes.ts';

const catalogue = catalogueOf(
  serviceOf('registry.act'),
  serviceOf('registry.look-up', { repeat: 'look-up' }),
);

/** Steps of a line of text: `d<b,c` means that d needs b and c. */
function route(text: string, service = 'registry.act') {
  const steps = text.split(' ').map((part) => {
    const [id = '', needs] = part.split('<');
    const input = { person: from('event.mother.pinfl') };
    return [id, { service, input, ...(needs === undefined ? {} : { needs: needs.split(',') }) }];
  });
  return routeOf(catalogue, Object.fromEntries(steps));
}

const chain = 'a b<a c<b d<c e<d f<e g<f h<g';
const fan = 'b c d e f g h i j k'.split(' ');
const fanOut = `a ${fan.map((id) => `${id}<a`).join(' ')} l<${fan.join(',')}`;

/**
 * Exact counts: they carry no noise. Whoever changes a number says why in the commit; of what grows, what it is worth.
 * `bytes` is a bound, of the history as Temporal keeps it: instants and numbers of events differ in length.
 */
describe('a route costs just so much', () => {
  let routes: MeasuredRoutes;
  beforeAll(async () => {
    routes = await measureRoutes(catalogue);
  });
  afterAll(() => routes.end());

  // Statements and commits in PostgreSQL; events, workflow tasks, local and other activities, bytes in Temporal.
  it.each([
    ['a chain of 4', route('a b<a c<b d<c'), [11, 11, 11, 1, 5, 0], 6_200],
    ['a chain of 8', route(chain), [19, 19, 15, 1, 9, 0], 10_250],
    ['a diamond', route('a b<a c<a d<b,c'), [11, 11, 11, 1, 5, 0], 6_200],
    ['a fan-out of 10', route(fanOut), [27, 27, 19, 1, 13, 0], 14_300],
    ['a chain of 8 off the quick pace', route(chain, 'registry.look-up'), [97, 49, 63, 9, 9, 8], 18_950],
  ] as const)('where it is %s', async (_, measured, counts, atMost) => {
    const { bytes, ...cost } = await routes.cost(measured);

    expect(Object.values(cost)).toEqual(counts);
    expect(bytes).toBeLessThanOrEqual(atMost);
  });
});

describe('a birth costs just so much', () => {
  it('where nothing is asked for beside registration and number', async () => {
    const country = await loadCatalogue([join(root, 'catalogue/uz')]);
    const routes = await measureRoutes(country);
    routes.stage.platform.usually = byTheirSamples(country);
    const version = country.lifeEvents['child-birth']?.at(-1);
    if (version === undefined) throw new Error('There is no child birth.');
    const { bytes, ...cost } = await routes.cost(version.compiled, birth()).finally(() => routes.end());

    expect(Object.values(cost)).toEqual([26, 26, 16, 1, 10, 0]);
    expect(bytes).toBeLessThanOrEqual(22_400);
  });
});
