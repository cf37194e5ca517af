import { setTimeout as wait } from 'node:timers/promises';
import type { Response } from 'express';

/** How a request is ended, after so many milliseconds. */
export interface Reply {
  readonly delayMs: number;
  readonly with:
    | { readonly is: 'json'; readonly status: number; readonly body: unknown; readonly retryAfter?: number }
    | { readonly is: 'text'; readonly type: string; readonly text: string }
    | { readonly is: 'reset' }
    /** Byte by byte, `everyMs` apart. */
    | { readonly is: 'drip'; readonly body: unknown; readonly everyMs: number };
}

/** Ends a request. The other side may have gone meanwhile: then there is nobody to tell. */
export async function end(response: Response, reply: Reply): Promise<void> {
  if (reply.delayMs > 0) await wait(reply.delayMs);
  if (response.destroyed) return;
  const how = reply.with;
  if (how.is === 'reset') response.socket?.resetAndDestroy();
  else if (how.is === 'drip') await drip(response, how);
  else if (how.is === 'text') response.status(200).type(how.type).send(how.text);
  else {
    if (how.retryAfter !== undefined) response.set('retry-after', String(how.retryAfter));
    response.status(how.status).json(how.body);
  }
}

/** Until it is all out, or the other side has had enough. */
async function drip(
  response: Response,
  { body, everyMs }: { body: unknown; everyMs: number },
): Promise<void> {
  response.status(200).type('json');
  for (const byte of Buffer.from(JSON.stringify(body))) {
    if (response.destroyed) return;
    response.write(Buffer.of(byte));
    await wait(everyMs);
  }
  response.end();
}

type FaultWords = readonly [status: number, code: number, message: string, retryAfter?: number];

/** Faults in WSO2's words and codes, but the last two, which are the agency's own. */
const words = {
  'no-token': [401, 900902, 'Missing Credentials'],
  'bad-token': [401, 900901, 'Invalid Credentials'],
  'no-such-service': [404, 900906, 'No matching resource found in the API for the given request'],
  down: [503, 101503, 'Error connecting to the back end'],
  throttled: [429, 900802, 'Message throttled out', 1],
  'wrong-request': [400, 400001, 'The request is not as agreed'],
  'other-body': [422, 422001, 'This key was used with another body before: the request is refused'],
} as const satisfies Record<string, FaultWords>;
export type Fault = keyof typeof words;

export function faultReply(fault: Fault, { delayMs = 0, description = '' } = {}): Reply {
  const [status, code, message, retryAfter]: FaultWords = words[fault];
  const body = { fault: { code, message, description } };
  return { delayMs, with: { is: 'json', status, body, ...(retryAfter === undefined ? {} : { retryAfter }) } };
}
