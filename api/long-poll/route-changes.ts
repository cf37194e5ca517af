import type { PoolClient } from 'pg';
import type { Database } from '../../db/client.ts';
import { type Ear, Ears } from './ears.ts';

/** Tells when routes change; one shared connection listens for all requests of this process. */
export interface RouteChanges {
  /** Undefined where too many wait already, or the process is ending: then the request is answered at once. */
  listen(route: string): Promise<Ear | undefined>;
  /** Sends everybody who waits on their way and stops listening. */
  close(): void;
}

interface Settings {
  /** Requests of this process that may wait at a time. */
  readonly limit?: number;
  readonly onCount?: (waiting: number) => void;
}

export function createRouteChanges(
  db: Database,
  { limit = 1_000, onCount = () => undefined }: Settings = {},
): RouteChanges {
  const ears = new Ears();
  const ended = new AbortController();
  let line: Promise<PoolClient> | undefined;

  /** What is told while nobody listens is lost: a broken line rings for everybody, so that they look for themselves. */
  const onLost = (): void => {
    line = undefined;
    ears.ringAll();
  };

  async function ensureLine(): Promise<void> {
    line ??= openLine(db, (route) => ears.ring(route), onLost);
    try {
      await line;
    } catch (error) {
      line = undefined;
      throw error;
    }
  }

  return {
    listen: async (route) => {
      if (ended.signal.aborted || ears.open >= limit) return undefined;
      await ensureLine();
      const ear = ears.openFor(route);
      onCount(ears.open);
      return {
        rung: async (withinMs, gone) => ear.rung(withinMs, AbortSignal.any([gone, ended.signal])),
        close: () => {
          ear.close();
          onCount(ears.open);
        },
      };
    },
    close: () => {
      ended.abort();
      void line?.then((client) => client.release(true), onLost);
    },
  };
}

async function openLine(
  { pool }: Database,
  onTold: (route: string) => void,
  onLost: () => void,
): Promise<PoolClient> {
  const client = await pool.connect();
  let isLost = false;
  const lose = (): void => {
    if (isLost) return;
    isLost = true;
    client.release(true);
    onLost();
  };
  client.on('error', lose);
  client.on('notification', ({ payload }) => onTold(payload ?? ''));
  try {
    await client.query('listen route_changed');
    return client;
  } catch (error) {
    lose();
    throw error;
  }
}
