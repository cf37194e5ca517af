import { graph } from '../engine/support/graph.ts';
import { createRig } from './support/create-rig.ts';
import type { Rig } from './support/rig.ts';

const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();

describe('a step that is only of use until another one ends', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await createRig();
  });
  afterAll(() => rig.end());

  const warning = { after: { term: '50 days' }, until: 'register' } as const;

  it('does not hold the route open for its day once that one has ended', async () => {
    const company = await rig.begin({
      route: graph('name-warn name-register', { warn: warning }),
      open: { warn: () => ({ notBefore: inMs(3_600_000) }) },
    });

    expect(await company.outcome()).toBe('complete');
    expect(company.log()).toContain('record warn skipped condition');
    expect(company.log()).not.toContain('quick warn');
  });

  it('acts on its day while that one is still open', async () => {
    const company = await rig.begin({
      route: graph('name-warn name-register', { warn: warning, register: { after: { term: '60 days' } } }),
      open: {
        warn: () => ({ notBefore: inMs(300) }),
        register: () => ({ notBefore: inMs(1_500) }),
      },
    });

    expect(await company.outcome()).toBe('complete');
    expect(company.log().indexOf('quick warn')).toBeGreaterThan(-1);
    expect(company.log().indexOf('quick warn')).toBeLessThan(company.log().indexOf('quick register'));
  });
});
