import type { Catalogue } from '../../notation/catalogue.ts';
import type { Envelope } from '../../notation/envelope.ts';
import type { Service } from '../../notation/service.ts';

/** A service that agencies offer over the platform. */
export type WiredService = Service & { readonly path: string; readonly envelope: Envelope };

/** The services of a catalogue that stand behind the gateway; tasks and rules do not. */
export function wiredServices(services: Catalogue['services']): readonly WiredService[] {
  return Object.values(services).filter(
    (service): service is WiredService => service.path !== undefined && service.envelope !== undefined,
  );
}
