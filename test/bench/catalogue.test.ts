import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { normalise } from '../../activities/platform/normalise.ts';
import { wiredServices } from '../../activities/platform/wired-service.ts';
import { platformAnswers } from '../../bench/agency/platform-answers.ts';
import { type Graph, graphs } from '../../bench/graphs.ts';
import { writeCatalogue } from '../../bench/run/write-catalogue.ts';
import { startBody } from '../../bench/subjects/hayot/start-body.ts';
import { loadCatalogue } from '../../catalogue/load.ts';
import type { Catalogue } from '../../notation/catalogue.ts';
import { openFolder } from '../../scripts/environment/folders.ts';

const all: readonly Graph[] = Object.values(graphs);

describe('what Hayot is measured with', () => {
  let catalogue: Catalogue;
  const folder = mkdtempSync(join(openFolder, 'hayot-bench-catalogue-'));
  beforeAll(async () => {
    catalogue = await loadCatalogue((await writeCatalogue(folder)).split(':'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('offers what the country offers, by agencies whose limits hold nothing up', async () => {
    const own = await loadCatalogue(['catalogue/uz']);

    expect(Object.keys(catalogue.services)).toEqual(expect.arrayContaining(Object.keys(own.services)));
    expect(catalogue.lifeEvents['child-birth']?.map(({ hash }) => hash)).toEqual(
      own.lifeEvents['child-birth']?.map(({ hash }) => hash),
    );
    expect(new Set(Object.values(catalogue.agencies).map(({ perSecond }) => perSecond))).toEqual(
      new Set([20_000]),
    );
  });

  it.each(all.map((graph) => [graph.title, graph] as const))(
    'starts with what its life event takes: %s',
    (_, graph) => {
      const { lifeEvent, event } = startBody(graph, 7);
      const version = catalogue.lifeEvents[String(lifeEvent)]?.at(-1);
      const read = version?.definition.event.safeParse(event);

      expect(read?.error?.issues ?? []).toEqual([]);
      expect(read?.success).toBe(true);
    },
  );

  it('has the steps of the graph, and their needs', () => {
    const compiled = catalogue.lifeEvents['bench-diamond']?.at(-1)?.compiled.steps ?? {};

    expect(Object.entries(compiled).map(([id, { needs }]) => [id, needs])).toEqual(
      graphs.diamond.steps.map(({ id, needs }) => [id, [...needs]]),
    );
  });

  it('knows each call of the child birth that it counts', () => {
    const steps = catalogue.lifeEvents['child-birth']?.at(-1)?.compiled.steps ?? {};

    expect(Object.keys(steps)).toEqual(expect.arrayContaining(graphs.birth.steps.map(({ id }) => id)));
  });

  it('shares nobody between two routes', () => {
    const people = Array.from({ length: 2_000 }, (_, number) => startBody(graphs.birth, number).event) as {
      mother: { pinfl: string };
      father: { pinfl: string };
    }[];
    const numbers = people.flatMap(({ mother, father }) => [mother.pinfl, father.pinfl]);

    expect(new Set(numbers).size).toBe(4_000);
  });

  it('is answered by the stand-in agency as the platform answers', () => {
    const service = wiredServices(catalogue.services).get('stand-in.act');
    if (service === undefined) throw new Error('There is no stand-in agency.');
    const answers = platformAnswers(catalogue);
    const body = {
      ...{ transaction_id: 'x', is_consent: 'N', sender_pinfl: '40801850123456', purpose: 'bench' },
      request: { person: '40801850123456' },
    };
    const said = JSON.parse(answers('/stand-in/act/v1', 'route/a/0/1', body) ?? '{}') as unknown;

    expect(normalise(service, said, catalogue.agencies)).toEqual({
      is: 'answered',
      answer: { number: '20260001' },
    });
    expect(answers('/nowhere', 'route/a/0/1', body)).toBeUndefined();
  });
});
