import { Connection } from '@temporalio/client';
import { connect } from '../db/client.ts';
import { migrate } from '../db/migrate.ts';
import { temporalConfig } from '../temporal/config.ts';
import { registerSearchAttributes } from '../temporal/register-search-attributes.ts';
import { sameInstallation } from './environment/installation.ts';

/** The migrate job of a production installation: tables, search attributes, one installation id. Harmless to repeat. */
const databaseUrl = process.env['DATABASE_URL'];
if (databaseUrl === undefined) throw new Error('DATABASE_URL is not set.');
const { address, namespace } = temporalConfig();

const db = connect(databaseUrl, { connections: 1 });
await migrate(db).finally(() => db.close());
const temporal = await Connection.connect({ address });
try {
  await registerSearchAttributes(temporal, namespace);
  const id = await sameInstallation(databaseUrl, temporal, namespace);
  process.stdout.write(`Tables and search attributes are up to date; installation ${id}.\n`);
} finally {
  await temporal.close();
}
