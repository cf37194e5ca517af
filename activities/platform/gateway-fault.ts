import { valueAt } from '../../notation/facts.ts';
import type { Unavailable } from './answer.ts';
import type { Reply } from './exchange.ts';
import { noToken } from './fetch-token.ts';
import { parseHostileJson } from './hostile-json.ts';
import { retryAfterMs } from './retry-after.ts';

/**
 * WSO2's codes for requests that the gateway did not pass on: API blocked, endpoint suspended, no connection to the
 * agency. Any other fault may have come after the agency had the request.
 */
const notPassedOn = new Set([700700, 303001, 101503, 101508]);
/** 9009xx are faults of token or subscription, but this one: no such resource, so our path is wrong. */
const noSuchResource = 900906;

/**
 * The gateway's own answer in an agency's place, in any of its forms: `{ fault: { code } }`, flat with an HTTP error,
 * or XML. Undefined where the agency itself answered.
 */
export function gatewayFault(reply: Reply): Unavailable | undefined {
  const code = faultCode(reply);
  const retryAfter = retryAfterMs(reply.headers['retry-after']);
  if (isTokenFault(reply.status, code)) return noToken(retryAfter);
  if (isThrottled(reply.status, code)) {
    return { is: 'unavailable', because: 'throttled', retryAfterMs: retryAfter, mayHaveReached: false };
  }
  const mayHaveReached = !notPassedOn.has(code);
  if (mayHaveReached && !isServerFault(reply.status)) return undefined;
  return { is: 'unavailable', because: 'down', retryAfterMs: retryAfter, mayHaveReached };
}

const isServerFault = (status: number): boolean => status >= 500 || status === 408;

function isThrottled(status: number, code: number): boolean {
  return status === 429 || (code >= 900800 && code < 900900);
}

function isTokenFault(status: number, code: number): boolean {
  return status === 401 || (code >= 900900 && code < 901000 && code !== noSuchResource);
}

/** The code of a fault in the gateway's spelling, which agencies use too; 0 where there is none. */
export function faultCode({ status, body }: Reply): number {
  const xml = /^\s*</.test(body) ? /<(?:\w+:)?code>\s*(\d{1,9})\s*</.exec(body)?.[1] : undefined;
  if (xml !== undefined) return Number(xml);
  const parsed = parseHostileJson(body);
  if (!('value' in parsed)) return 0;
  const nested = asCode(valueAt(parsed.value, 'fault.code'));
  return nested === 0 && isGatewayStatus(status) ? asCode(valueAt(parsed.value, 'code')) : nested;
}

/**
 * The flat form counts only with a status of the gateway's, because agencies have a field `code` of their own: 303001
 * means "no such person" in the registry of persons, but "endpoint suspended" at the gateway.
 */
function isGatewayStatus(status: number): boolean {
  return status === 401 || status === 403 || status === 429 || status >= 500;
}

function asCode(value: unknown): number {
  return /^\d{1,9}$/.test(String(value)) ? Number(value) : 0;
}
