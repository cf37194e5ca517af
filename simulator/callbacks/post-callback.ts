import { Webhook } from 'standardwebhooks';
import { request } from 'undici';

export interface Posted {
  /** Of our API's inbox for the agency. */
  readonly url: string;
  readonly id: string;
  readonly body: string;
  readonly secret: string;
  readonly signedAt: Date;
}

const timeoutMs = 10_000;

/** Sends one callback, signed by Standard Webhooks. Gives the HTTP status; 0 where no answer came. */
export async function postCallback({ url, id, body, secret, signedAt }: Posted): Promise<number> {
  try {
    const response = await request(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(signedAt.getTime() / 1000)),
        'webhook-signature': new Webhook(secret).sign(id, signedAt, body),
      },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body.dump();
    return response.statusCode;
  } catch {
    return 0;
  }
}
