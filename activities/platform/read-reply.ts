import type { Catalogue } from '../../notation/catalogue.ts';
import { broken, type PlatformAnswer } from './answer.ts';
import type { Reply } from './exchange.ts';
import { faultCode, gatewayFault } from './gateway-fault.ts';
import { parseHostileJson } from './hostile-json.ts';
import { normalise } from './normalise.ts';
import type { WiredService } from './wired-service.ts';

/**
 * How an agency refuses a key that it has seen with another body. PROPOSED, to be confirmed with the platform: the status
 * is that of the IETF's draft on idempotency keys, the code is one of our own.
 */
const otherBody = { status: 422, code: 422001 } as const;

/** Judges a whole HTTP answer: the gateway's fault, a breach of the protocol, or what the agency says. */
export function readReply(
  service: WiredService,
  reply: Reply,
  agencies: Catalogue['agencies'],
): PlatformAnswer {
  if (reply.status >= 300 && reply.status < 400) {
    return broken(`HTTP ${reply.status}: redirects of the platform are not followed`);
  }
  if (reply.status === otherBody.status && faultCode(reply) === otherBody.code) return { is: 'other-body' };
  return gatewayFault(reply) ?? agencySays(service, reply, agencies);
}

function agencySays(service: WiredService, reply: Reply, agencies: Catalogue['agencies']): PlatformAnswer {
  const breach = breachOf(reply.headers);
  const parsed = breach === undefined ? parseHostileJson(reply.body) : { fault: breach };
  if ('fault' in parsed) return broken(`HTTP ${reply.status}: ${parsed.fault}`);
  const answer = normalise(service, parsed.value, agencies);
  const mayStand = reply.status < 400 || answer.is === 'refused' || answer.is === 'not-found';
  return mayStand ? answer : broken(`HTTP ${reply.status} with neither a declared refusal nor "not found"`);
}

function breachOf({
  'content-type': type,
  'content-encoding': encoding,
}: Reply['headers']): string | undefined {
  if (typeof type !== 'string' || !/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type)) {
    return 'the content type is not JSON';
  }
  if (encoding !== undefined && encoding !== 'identity') {
    return 'the answer is compressed though none was asked for';
  }
  return undefined;
}
