import { Client, Connection } from '@temporalio/client';
import { fetchHistories, type Read, readHistoryFiles, routesFoundBy } from '../../analysis/history/index.ts';
import { readSettings } from '../environment/config.ts';
import { PlainError } from '../environment/plain-error.ts';

/** Which histories to take. */
export interface Wanted {
  /** Ids of routes on the server. */
  readonly route: readonly string[];
  readonly query?: string;
  readonly file: readonly string[];
  /** How many routes the query may find. */
  readonly limit: number;
}

/** Reads all histories that are wanted, one by one; the server is asked only where it is needed. */
export async function* historiesWanted({ route, query, file, limit }: Wanted): AsyncGenerator<Read> {
  yield* readHistoryFiles(file);
  if (route.length === 0 && query === undefined) return;
  const client = await connect();
  try {
    yield* fetchHistories(
      client,
      route.map((workflowId) => ({ workflowId })),
    );
    if (query !== undefined) yield* fetchHistories(client, routesFoundBy(client, query, limit));
  } finally {
    await client.connection.close();
  }
}

async function connect(): Promise<Client> {
  const { given, port, namespace } = readSettings();
  const address = given.temporal ?? `127.0.0.1:${port.temporal}`;
  try {
    return new Client({ connection: await Connection.connect({ address, connectTimeout: '5s' }), namespace });
  } catch {
    throw new PlainError(`No Temporal answers at ${address}. Run npm start, or set TEMPORAL_ADDRESS.`);
  }
}
