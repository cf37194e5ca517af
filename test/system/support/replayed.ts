import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { fetchHistories, routesFoundBy } from '../../../analysis/history/index.ts';
import { openReplayer, replayRoute } from '../../../analysis/replay/index.ts';
import { bundlePath, temporalAddress } from '../../support/temporal.ts';

Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
});

/** Replays every route of a namespace; throws, in words, when the code that carried them would carry one otherwise. */
export async function demandSameOnReplay(namespace: string): Promise<void> {
  const connection = await Connection.connect({ address: temporalAddress() });
  const client = new Client({ connection, namespace });
  const replayer = openReplayer(bundlePath());
  const differ: string[] = [];
  let count = 0;
  for await (const read of fetchHistories(client, routesFoundBy(client, '', 10_000))) {
    count += 1;
    const difference = 'route' in read ? await replayRoute(replayer, read.route) : read;
    if (difference !== null) differ.push(`${read.from}: ${JSON.stringify(difference)}`);
  }
  await replayer.close();
  await connection.close();
  if (count === 0) throw new Error('No route was found to replay.');
  if (differ.length > 0) throw new Error(`On replay the code would do otherwise.\n${differ.join('\n')}`);
}
