import type { WiredService } from './wired-service.ts';

/** Finds the service that a request means. */
export interface ServiceTable {
  /** By path and, where several share one (the methods of JSON-RPC), by the constant fields of their envelopes. */
  meant(path: string, body: Readonly<Record<string, unknown>>): WiredService | undefined;
  /** Any service at a path: they share an envelope family. */
  at(path: string): WiredService | undefined;
  byId(id: string): WiredService | undefined;
}

export function serviceTable(services: readonly WiredService[]): ServiceTable {
  const byPath = Map.groupBy(services, ({ path }) => path);
  const byId = new Map(services.map((service) => [service.id, service]));
  return {
    meant(path, body) {
      const candidates = byPath.get(path) ?? [];
      return candidates.length < 2 ? candidates[0] : candidates.find((service) => isMeant(service, body));
    },
    at: (path) => byPath.get(path)?.[0],
    byId: (id) => byId.get(id),
  };
}

function isMeant({ envelope }: WiredService, body: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(envelope.request.fixed ?? {}).every(([name, value]) => body[name] === value);
}
