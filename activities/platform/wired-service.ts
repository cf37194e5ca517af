import type { Catalogue } from '../../notation/catalogue.ts';
import type { Envelope } from '../../notation/envelope.ts';
import type { Service } from '../../notation/service.ts';

/** A service that goes over the platform. */
export type WiredService = Service & { readonly path: string; readonly envelope: Envelope };

/** The services of a catalogue that go over the platform, by id. Throws one error that lists every unfit contract. */
export function wiredServices(services: Catalogue['services']): ReadonlyMap<string, WiredService> {
  const wired = Object.values(services).filter(isWired);
  const faults = wired.flatMap((service) => faultsOf(service).map((fault) => `${service.id}: ${fault}`));
  if (faults.length > 0) {
    throw new Error(`The catalogue has services that cannot go over the platform:\n${faults.join('\n')}`);
  }
  return new Map(wired.map((service) => [service.id, service]));
}

function isWired(service: Service): service is WiredService {
  return service.path !== undefined && service.envelope !== undefined;
}

function faultsOf(service: WiredService): string[] {
  const { request, accepted } = service.envelope;
  const asksAgain = service.answers !== 'at-once' || service.repeat === 'look-up';
  const faults: string[] = [];
  if (asksAgain && request.transactionId === undefined) {
    faults.push(
      `envelope ${service.envelope.id} names no field for the transaction id, by which we would ask or be called back`,
    );
  }
  if (service.answers !== 'at-once' && accepted === undefined) {
    faults.push(`envelope ${service.envelope.id} does not say how "taken in" is spelt`);
  }
  if (!/^\/[\w./-]+$/.test(service.path))
    faults.push('its path must begin with "/" and hold no query or spaces');
  const clash = doubledField(service);
  if (clash !== undefined) faults.push(`"${clash}" would be written both by the envelope and from the input`);
  return faults;
}

function doubledField({ envelope: { request }, input, wire }: WiredService): string | undefined {
  const own = [request.transactionId, request.consent?.field, request.sender, request.purpose];
  const taken = new Set([...own, ...Object.keys(request.fixed ?? {})]);
  const written =
    request.inputUnder === undefined
      ? Object.keys(input.shape).map((name) => wire?.input?.[name] ?? name)
      : [request.inputUnder];
  return written.find((name) => taken.has(name));
}
