import { setTimeout as sleep } from 'node:timers/promises';
import { createPlatform, type Platform } from '../../activities/platform/index.ts';
import { callOn } from './support/calls.ts';
import { contracts } from './support/contracts.ts';
import { json, type OddGateway, oddGateway } from './support/odd-gateway.ts';
import { platformAt } from './support/running-simulator.ts';

const done = json(200, {
  status: 'done',
  data: { actNumber: 'A-1', pinfl: '61501260010011', bornOn: '2026-01-15', issuedOn: '2026-01-16' },
});

let gateway: OddGateway;
let platform: Platform;
beforeEach(async () => {
  gateway = await oddGateway(done);
  platform = createPlatform(platformAt(gateway.url), contracts);
});
afterEach(async () => {
  await platform.close();
  await gateway.close();
});

const key = 'route-1/register/0/1';
const never = Object.keys(contracts.services).find((id) => contracts.services[id]?.repeat === 'never') ?? '';

describe('a request that waits for its turn', () => {
  it('is not sent when it gets none', async () => {
    const answer = await callOn(platform)('registry.register', key, { depart: () => Promise.resolve(null) });

    expect(answer).toEqual({ is: 'unsent' });
    expect(gateway.requests).toEqual([]);
  });

  it.each([
    ['over a kept connection', 'registry.register'] as const,
    ['over its own connection', never] as const,
  ])(
    '%s is not sent after its time, but asks for another turn and says how late it was',
    async (_how, service) => {
      const late: number[] = [];
      const depart = (lateMs: number) => {
        late.push(lateMs);
        return Promise.resolve(performance.now() + (late.length < 3 ? -50 : 60_000));
      };

      await callOn(platform)(service, key, { depart });

      expect(late).toHaveLength(3);
      expect(late[0]).toBe(0);
      expect(late[1]).toBeGreaterThanOrEqual(50);
      expect(late[2]).toBeGreaterThanOrEqual(100);
      expect(gateway.requests).toHaveLength(1);
    },
  );

  it('is given up when it is late again and again', async () => {
    const answer = await callOn(platform)('registry.register', key, { depart: () => Promise.resolve(-1) });

    expect(answer).toEqual({ is: 'unsent' });
    expect(gateway.requests).toEqual([]);
  });

  it('has the whole time of its service once its turn has come', async () => {
    const timeoutMs = contracts.services['registry.hurried']?.timeoutMs ?? 0;
    const depart = async () => {
      await sleep(timeoutMs + 200);
      return Infinity;
    };

    expect(await callOn(platform)('registry.hurried', key, { depart })).toMatchObject({ is: 'answered' });
  });
});
