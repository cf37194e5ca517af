import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/environment/folders.ts';
import { from } from '../../notation/references.ts';
import { catalogueOf, routeOf, serviceOf } from '../activities/support/country.ts';
import { type RealCountry, realCountry } from '../analysis/support/real-country.ts';
import { temporalAddress } from '../support/temporal.ts';

const catalogue = catalogueOf(serviceOf('registry.act'));
const route = routeOf(catalogue, {
  ask: { service: 'registry.act', input: { person: from('event.mother.pinfl') } },
});

describe('npm run rebuild', () => {
  let country: RealCountry;
  let id: string;
  beforeAll(async () => {
    country = await realCountry(catalogue);
    id = await country.begin(route);
    await country.closed(id);
  });
  afterAll(() => country.end());

  const rebuild = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(root, 'scripts/rebuild.ts'), ...args],
      {
        encoding: 'utf8',
        env: {
          ...process.env,
          NODE_OPTIONS: '',
          DATABASE_URL: country.stage.databaseUrl,
          TEMPORAL_ADDRESS: temporalAddress(),
          TEMPORAL_NAMESPACE: country.namespace,
        },
      },
    );
    return { status, said: stdout + stderr };
  };

  it('says that rows and history agree', () => {
    expect(rebuild(id)).toEqual({
      status: 0,
      said: `${id}: as its history says.\n1 as they should be, 0 mended, 0 not looked at.\n`,
    });
  });

  it('finds a row that was changed by hand, mends it, and then finds nothing', async () => {
    await country.stage.rows(
      "update steps set status = 'stuck', stuck_reason = 'unexpected' where route = $1",
      id,
    );

    const checked = rebuild(id, '--check');
    const mended = rebuild(id);

    expect(checked).toMatchObject({
      status: 1,
      said: expect.stringContaining('status is stuck, by the history done'),
    });
    expect(checked.said).toContain('Nothing was written.');
    expect(mended).toMatchObject({ status: 0, said: expect.stringContaining('Written anew.') });
    expect(rebuild(id, '--check').status).toBe(0);
  });

  it('says what is wrong with its arguments, and of routes that it cannot look at', () => {
    expect(rebuild()).toMatchObject({ status: 2, said: expect.stringContaining('Name a route') });
    expect(rebuild('nobody')).toMatchObject({
      status: 2,
      said: expect.stringContaining('has no such route'),
    });
  });
});
