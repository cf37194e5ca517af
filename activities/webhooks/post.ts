import { Agent } from 'undici';
import type { DeliveryFault } from '../../db/webhooks/schema.ts';
import { faultOfTarget, type TargetPolicy } from '../../webhooks/target.ts';
import { retryAfterMs } from '../platform/retry-after.ts';
import { faultOfCertificate } from './certificate-fault.ts';
import { checkedLookup, type Resolve } from './checked-lookup.ts';

/** The one clock of a delivery: look-up, connection and answer together. */
const longestMs = 10_000;
/** Of an answer nothing but its status matters; this much is read so that the receiver can end in peace. */
const largestAnswer = 16 * 1024;
/** Connections to one host at a time, of one process. */
const connections = 16;

export interface Outgoing {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Posted =
  | { readonly is: 'taken'; readonly status: number }
  | {
      readonly is: 'failed';
      readonly status: number | null;
      readonly fault: DeliveryFault;
      readonly askedForMs: number | null;
    };

/** Posts webhooks; never rejects. */
export interface Poster {
  readonly post: (outgoing: Outgoing) => Promise<Posted>;
  readonly close: () => Promise<void>;
}

/** What tests change: how names are looked up, and how long a delivery may take. */
export interface PosterOptions {
  readonly resolve?: Resolve;
  readonly timeoutMs?: number;
}

/** Opens the way out. Every delivery has its target checked anew, as written and as looked up. */
export function createPoster(
  policy: TargetPolicy,
  { resolve, timeoutMs = longestMs }: PosterOptions = {},
): Poster {
  const agent = new Agent({
    // Each delivery on a connection of its own: its addresses and its certificate are checked each time.
    pipelining: 0,
    connections,
    allowH2: false,
    maxHeaderSize: 16 * 1024,
    // The certificate has to stand for the name, whichever of its addresses is called.
    connect: { timeout: timeoutMs, lookup: checkedLookup(policy, resolve), maxCachedSessions: 0 },
  });
  return {
    close: () => agent.destroy(),
    post: async (outgoing) => {
      // A number in the place of a name is never looked up.
      if (faultOfTarget(outgoing.url, policy) !== null) return failed('target-refused');
      try {
        return await send(agent, outgoing, AbortSignal.timeout(timeoutMs));
      } catch (error) {
        return failed(faultOf(error));
      }
    },
  };
}

async function send(agent: Agent, { url, headers, body }: Outgoing, signal: AbortSignal): Promise<Posted> {
  const { origin, pathname, search } = new URL(url);
  const answer = await agent.request({
    origin,
    path: pathname + search,
    method: 'POST',
    headers: {
      ...headers,
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'user-agent': 'hayot-webhooks/1',
      'accept-encoding': 'identity',
    },
    body,
    signal,
  });
  const { statusCode: status } = answer;
  await answer.body.dump({ limit: largestAnswer }).catch(() => undefined);
  // Redirects are not followed: they would lead where nothing was checked.
  if (status >= 200 && status < 300) return { is: 'taken', status };
  return { ...failed('refused'), status, askedForMs: retryAfterMs(answer.headers['retry-after']) };
}

function failed(fault: DeliveryFault): Posted & { readonly is: 'failed' } {
  return { is: 'failed', status: null, fault, askedForMs: null };
}

const unknownHost: ReadonlySet<unknown> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ENODATA']);

function faultOf(error: unknown): DeliveryFault {
  const { name, code } = error as { name?: unknown; code?: unknown };
  if (code === 'TARGET_REFUSED') return 'target-refused';
  if (name === 'TimeoutError' || code === 'UND_ERR_CONNECT_TIMEOUT') return 'timeout';
  if (unknownHost.has(code)) return 'unknown-host';
  return faultOfCertificate(code) ?? 'connection';
}
