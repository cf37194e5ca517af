import { join } from 'node:path';
import { freePort } from '../../scripts/environment/ports.ts';
import { startWorker, type WorkerProcess } from '../subjects/worker-process.ts';
import type { AgencySettings } from './latency.ts';
import type { Effects } from './ledger.ts';
import type { Stand } from '../subjects/subject.ts';

/** The stand-in agency as the bench has it in hand. */
export interface Agency {
  readonly url: string;
  set(settings: AgencySettings): Promise<void>;
  effects(subject: string): Promise<Effects>;
  forget(): Promise<void>;
  close(): Promise<void>;
}

export async function startAgency(stand: Pick<Stand, 'folder' | 'born' | 'catalogue'>): Promise<Agency> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const process_: WorkerProcess = await startWorker({
    ...stand,
    name: 'agency',
    entry: join('bench', 'agency', 'index.ts'),
    environment: { AGENCY_PORT: String(port), CATALOGUE: stand.catalogue },
    readyUrl: `${url}/ledger`,
  });
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await answer.json()) as Effects;
  };
  return {
    url,
    set: async (settings) => {
      await ask('PUT', '/settings', settings);
    },
    effects: (subject) => ask('GET', `/ledger?of=${subject}`),
    forget: async () => {
      await ask('DELETE', '/ledger');
    },
    close: () => process_.close(),
  };
}
