import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { transactionIdOf } from '../../../activities/platform/index.ts';
import { apiConfig } from '../../../api/config.ts';
import { loadCatalogue } from '../../../catalogue/load.ts';
import { root } from '../../../scripts/environment/folders.ts';
import { postCallback } from '../../../simulator/callbacks/post-callback.ts';
import { type WiredService, wiredServices } from '../../../simulator/gateway/wired-service.ts';
import { type Said, writeAnswer } from '../../../simulator/gateway/write-answer.ts';
import type { Hayot } from './hayot.ts';

/** A callback that an agency sends beside those that the simulator sends for it. */
interface Letter {
  readonly service: string;
  /** Of the effect that it is about. */
  readonly key: string;
  readonly said: Said;
  readonly id?: string;
}

/** Sends signed callbacks as agencies do; each gives the HTTP status. */
export async function letters({ api }: Pick<Hayot, 'api'>, folders: readonly string[]) {
  const catalogue = await loadCatalogue(folders.map((folder) => join(root, folder)));
  const services = new Map(wiredServices(catalogue.services).map((service) => [service.id, service]));
  const { callbackSecret } = apiConfig({});
  return ({ service: name, key, said, id = `letter-${randomUUID()}` }: Letter): Promise<number> => {
    const service = services.get(name) as WiredService;
    return postCallback({
      url: `${api}/v1/callbacks/${service.agency}`,
      id,
      body: JSON.stringify({ transactionId: transactionIdOf(key), payload: writeAnswer(service, said) }),
      secret: callbackSecret(service.agency),
      signedAt: new Date(),
    });
  };
}
