import type { Request } from 'express';
import type { PlatformTokens } from '../tokens/platform-tokens.ts';
import { faultReply, type Reply } from './reply.ts';
import { isObject } from './read-request.ts';
import type { ServiceTable } from './service-table.ts';
import { bodyHash } from './body-hash.ts';
import type { WiredService } from './wired-service.ts';

/** A request that got past the gateway to its agency. */
export interface Arrival {
  readonly service: WiredService;
  /** The service's own, or another one that the call was handed on to. */
  readonly agency: string;
  readonly key: string;
  /** A look-up or poll. */
  readonly asksOnly: boolean;
  readonly body: Readonly<Record<string, unknown>>;
  readonly bodyHash: string;
}

const status = '/status';

/** What the gateway does itself: looks at the token, the key and the path. */
export function arrive(
  request: Request,
  tokens: PlatformTokens,
  services: ServiceTable,
): Arrival | { refused: Reply } {
  const fault = tokens.faultOf(request.get('authorization'));
  if (fault !== undefined) return { refused: faultReply(fault) };
  const body: unknown = request.body;
  const key = request.get('idempotency-key') ?? '';
  if (!isObject(body))
    return { refused: faultReply('wrong-request', { description: 'The body must be a JSON object.' }) };
  if (!/^[\w./:-]{1,300}$/.test(key)) {
    return {
      refused: faultReply('wrong-request', {
        description: 'The header Idempotency-Key must hold the key of the effect.',
      }),
    };
  }
  const asksOnly = request.path.endsWith(status);
  const service = asksOnly
    ? services.at(request.path.slice(0, -status.length))
    : services.meant(request.path, body);
  if (service === undefined) return { refused: faultReply('no-such-service') };
  const agency = addresseeOf(service, request);
  if (!services.hasAgency(agency)) return { refused: faultReply('no-such-service') };
  return { service, agency, key, asksOnly, body, bodyHash: bodyHash(body) };
}

function addresseeOf({ envelope, agency }: WiredService, request: Request): string {
  const header = envelope.readdressed?.addressee;
  return (header === undefined ? undefined : request.get(header)) ?? agency;
}
