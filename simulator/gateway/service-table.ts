import type { Catalogue } from '../../notation/catalogue.ts';
import type { WiredService } from './wired-service.ts';

/** Finds the service that a request means. */
export interface ServiceTable {
  /** By path and, where several share one (the methods of JSON-RPC), by the constant fields of their envelopes. */
  meant(path: string, body: Readonly<Record<string, unknown>>): WiredService | undefined;
  /** Any service at a path: they share an envelope family. */
  at(path: string): WiredService | undefined;
  byId(id: string): WiredService | undefined;
  /** Whether the catalogue has this agency, to which a call may be handed on. */
  hasAgency(id: string): boolean;
}

export function serviceTable(
  services: readonly WiredService[],
  agencies: Catalogue['agencies'],
): ServiceTable {
  const byPath = Map.groupBy(services, ({ path }) => path);
  const byId = new Map(services.map((service) => [service.id, service]));
  return {
    meant(path, body) {
      const candidates = byPath.get(path) ?? [];
      return candidates.length < 2 ? candidates[0] : candidates.find((service) => isMeant(service, body));
    },
    at: (path) => byPath.get(path)?.[0],
    hasAgency: (id) => Object.hasOwn(agencies, id),
    byId: (id) => byId.get(id),
  };
}

function isMeant({ envelope }: WiredService, body: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(envelope.request.fixed ?? {}).every(([name, value]) => body[name] === value);
}
