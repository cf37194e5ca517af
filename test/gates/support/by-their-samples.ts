import type { PlatformAnswer, PlatformCall } from '../../../activities/platform/index.ts';
import type { Catalogue } from '../../../notation/catalogue.ts';
import { decide } from '../../../simulator/gateway/decide.ts';
import { wiredServices } from '../../../simulator/gateway/wired-service.ts';

/** Agencies that answer each call at once, as the simulator would. */
export function byTheirSamples({ services }: Catalogue): (call: PlatformCall) => PlatformAnswer {
  const wired = new Map(wiredServices(services).map((service) => [service.id, service]));
  return ({ service: id, key, input }) => {
    const service = wired.get(id);
    if (service === undefined) throw new Error(`No agency does ${id}.`);
    const asked = { service, key, input, behaviour: { mode: 'ok' }, seed: 'cost', now: new Date() } as const;
    return decide(asked).decision;
  };
}
