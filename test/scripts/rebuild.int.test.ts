import { z } from 'zod';
import type { CompiledRoute } from '../../notation/compiled-route.ts';
import { from } from '../../notation/references.ts';
import { catalogueOf, routeOf, serviceOf } from '../activities/support/country.ts';
import { type RealCountry, realCountry } from '../analysis/support/real-country.ts';
import { runScript } from '../support/run-script.ts';
import { temporalAddress } from '../support/temporal.ts';

const catalogue = catalogueOf(
  serviceOf('registry.act'),
  serviceOf('registry.visit', { kind: 'task', input: z.object({}), answer: z.object({ came: z.boolean() }) }),
);
const ask = { service: 'registry.act', input: { person: from('event.mother.pinfl') } };
const route = routeOf(catalogue, { ask });
const waiting = routeOf(catalogue, {
  ask,
  visit: { service: 'registry.visit', by: 'applicant', input: {}, needs: ['ask'] },
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

  const rebuild = (...args: string[]) =>
    runScript('rebuild.ts', args, {
      DATABASE_URL: country.stage.databaseUrl,
      TEMPORAL_ADDRESS: temporalAddress(),
      TEMPORAL_NAMESPACE: country.namespace,
    });

  it('says that rows and history agree', async () => {
    expect(await rebuild(id)).toEqual({
      status: 0,
      said: `${id}: as its history says.\n1 as they should be, 0 mended, 0 not looked at.\n`,
    });
  });

  it('finds a row that was changed by hand, mends it, and then finds nothing', async () => {
    await country.stage.rows(
      "update steps set status = 'stuck', stuck_reason = 'unexpected' where route = $1",
      id,
    );

    const checked = await rebuild(id, '--check');
    const mended = await rebuild(id);

    expect(checked).toMatchObject({
      status: 1,
      said: expect.stringContaining('status is stuck, by the history done'),
    });
    expect(checked.said).toContain('Nothing was written.');
    expect(mended).toMatchObject({ status: 0, said: expect.stringContaining('Written anew.') });
    expect((await rebuild(id, '--check')).status).toBe(0);
  });

  it('says what is wrong with its arguments, and of routes that it cannot look at', async () => {
    expect(await rebuild()).toMatchObject({ status: 2, said: expect.stringContaining('Name a route') });
    expect(await rebuild('nobody')).toMatchObject({
      status: 2,
      said: expect.stringContaining('has no such route'),
    });
  });

  describe('over every open route', () => {
    /** With the transaction that wrote it last: a row that is written again has another one. */
    const rowsOf = (ids: readonly string[]) =>
      country.stage.rows(
        `select xmin::text as written, step, status, stuck_reason from steps where route = any($1) order by route, step`,
        ids,
      );
    const until = async (query: string, ...values: unknown[]) => {
      while ((await country.stage.rows(query, ...values)).length === 0)
        await new Promise((resolve) => setTimeout(resolve, 50));
    };
    async function begin(definition: CompiledRoute): Promise<string> {
      const one = await country.begin(definition);
      await country.stage.rows('update routes set workflow_started_at = now() where id = $1', one);
      return one;
    }
    /** A route that waits for a visit. */
    async function open(): Promise<string> {
      const one = await begin(waiting);
      await until(`select 1 from steps where route = $1 and status = 'waiting-for-person'`, one);
      return one;
    }

    it('mends the rows that are wrong, leaves those that are right, and hurts no route that is under way', async () => {
      const wrong = [await open(), await open(), await open()];
      const right = [await open(), await open()];
      const before = { wrong: await rowsOf(wrong), right: await rowsOf(right) };
      const [stuck, lost, early] = wrong;
      await country.stage.rows(
        `update steps set status = 'stuck', stuck_reason = 'unexpected' where route = $1 and step = 'visit'`,
        stuck,
      );
      await country.stage.rows(`delete from steps where route = $1 and step = 'ask'`, lost);
      await country.stage.rows(`update routes set seq = 0 where id = $1`, early);
      country.stage.platform.hold();
      const underWay = await begin(route);
      while (country.stage.platform.calls.every(({ key }) => !key.startsWith(underWay)))
        await new Promise((resolve) => setTimeout(resolve, 20));

      const found = await rebuild('--all-open', '--check');
      const mending = rebuild('--all-open');
      const begun = await Promise.all(Array.from({ length: 6 }, () => begin(route)));
      await Promise.all(begun.map((one) => country.closed(one)));
      const mended = await mending;
      country.stage.platform.letGo();
      await country.closed(underWay);

      expect(found).toMatchObject({ status: 1, said: expect.stringContaining('3 not, 0 not looked at.') });
      expect(mended).toMatchObject({
        status: 0,
        said: expect.stringContaining('3 mended, 0 not looked at.'),
      });
      for (const one of wrong) expect(mended.said).toContain(`${one}: differs from its history.`);
      for (const one of right) expect(mended.said).toContain(`${one}: as its history says.`);
      const unwritten = (rows: Record<string, unknown>[]) => rows.map((row) => ({ ...row, written: null }));
      expect(unwritten(await rowsOf(wrong))).toEqual(unwritten(before.wrong));
      expect(await rowsOf(right)).toEqual(before.right);
      const all = [...wrong, ...right, ...begun, underWay];
      expect(await rebuild(...all, '--check')).toMatchObject({
        status: 0,
        said: expect.stringContaining(`${all.length} as they should be, 0 not, 0 not looked at.`),
      });
    }, 120_000);
  });
});
