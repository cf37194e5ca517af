import { searchAttribute } from '../../temporal/search-attributes.ts';
import { startRoute } from '../../temporal/start-route.ts';
import { graph } from '../engine/support/graph.ts';
import { createRig } from './support/create-rig.ts';
import type { Rig } from './support/rig.ts';

const task = { kind: 'task', by: 'applicant', pace: 'ordinary' } as const;

describe('starting a route', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await createRig();
  });
  afterAll(() => rig.end());

  const again = (id: string) => {
    const input = {
      route: graph('a', { a: task }),
      facts: {},
      items: {},
      region: null,
      testData: true,
      timeScale: 1,
    };
    return startRoute(rig.client, input, id);
  };

  it('does nothing a second time, neither while it runs nor when it has closed', async () => {
    const birth = await rig.begin({ route: graph('a', { a: task }) });
    await birth.saw('open a');
    await again(birth.id);
    await birth.update('answerTask', {
      step: 'a',
      instance: 0,
      task: 'task a/0',
      answer: 'row',
      declined: false,
    });
    await birth.outcome();

    expect(await again(birth.id)).toBe('was-started');
    expect(birth.log().filter((line) => line === 'open a')).toHaveLength(1);
  });

  it('shows at once what officers search by, named by the life event', async () => {
    const birth = await rig.begin({ route: graph('a', { a: task }) });
    const { type, typedSearchAttributes } = await birth.handle.describe();
    await birth.update('withdraw', {});
    await birth.outcome();

    expect(type).toBe('test-event');
    expect(typedSearchAttributes.get(searchAttribute.lifeEvent)).toBe('test-event');
    expect(typedSearchAttributes.get(searchAttribute.routeVersion)).toBe('2026-01-01');
    expect(typedSearchAttributes.get(searchAttribute.region)).toBe('Tashkent');
    expect(typedSearchAttributes.get(searchAttribute.testData)).toBe(true);
  });
});
