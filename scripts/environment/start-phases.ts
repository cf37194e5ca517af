import { Connection } from '@temporalio/client';
import { connect } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { registerSearchAttributes } from '../../temporal/register-search-attributes.ts';
import { checkCatalogue, checkOpenRoutes } from './catalogue.ts';
import { setRetention } from '../../temporal/set-retention.ts';
import type { Settings } from './config.ts';
import { sameInstallation } from './installation.ts';
import { openPostgres, openTemporal } from './own-servers.ts';
import type { Phase } from './phases.ts';
import { startService } from './service.ts';
import { serviceEnvironment, type Found } from './service-environment.ts';
import type { Supervisor } from './supervisor.ts';
import type { Say } from './temporal-binary.ts';
import { workflowBundle } from './workflow-bundle.ts';

interface House {
  readonly settings: Settings;
  readonly supervisor: Supervisor;
  /** Filled in by the phases as they find out. */
  readonly found: { -readonly [What in keyof Found]: Found[What] };
}

/** All that `npm start` brings up, in the order in which it is listed. */
export function startPhases(settings: Settings, supervisor: Supervisor): Phase[] {
  const house: House = { settings, supervisor, found: { database: '', temporal: '', bundle: '' } };
  const catalogue = { name: 'Catalogue', needs: [], run: () => checkCatalogue(settings.catalogue) };
  return [catalogue, ...serverPhases(house), ...preparations(house), ...servicePhases(house)];
}

function serverPhases({ settings, supervisor, found }: House): Phase[] {
  return [
    {
      name: 'PostgreSQL',
      needs: ['Catalogue'],
      run: async () => {
        found.database = await openPostgres(settings, supervisor);
        return new URL(found.database).host;
      },
    },
    {
      name: 'Temporal',
      needs: ['Catalogue'],
      run: async (say) => (found.temporal = await openTemporal(settings, supervisor, say)),
    },
  ];
}

function preparations({ settings, found }: House): Phase[] {
  const { namespace, catalogue, retentionHours } = settings;
  return [
    { name: 'Tables', needs: ['PostgreSQL'], run: () => migrateDatabase(found.database) },
    {
      name: 'Open routes',
      needs: ['Tables'],
      run: () => checkOpenRoutes(catalogue, found.database),
    },
    {
      name: 'Search attributes',
      needs: ['Temporal'],
      run: () =>
        withTemporal(found.temporal, async (connection) => {
          await registerSearchAttributes(connection, namespace);
          await setRetention(connection, namespace, retentionHours);
          return `all there; closed routes stay ${retentionHours} hours`;
        }),
    },
    {
      name: 'Installation',
      needs: ['Tables', 'Temporal'],
      run: () =>
        withTemporal(found.temporal, (connection) => sameInstallation(found.database, connection, namespace)),
    },
    {
      name: 'Workflow bundle',
      needs: [],
      run: async () => {
        found.bundle = await workflowBundle();
        return 'built from the code as it stands';
      },
    },
  ];
}

function servicePhases({ settings, supervisor, found }: House): Phase[] {
  const { url, port } = settings;
  const service = (name: string, entry: string, readyUrl: string) => async (say: Say) => {
    const environment = serviceEnvironment(settings, found);
    await supervisor.keep((born) => startService({ name, entry, environment, readyUrl, born, say }));
    return new URL(readyUrl).origin;
  };
  return [
    {
      name: 'Simulator',
      needs: ['Catalogue'],
      run: service('Simulator', 'simulator/index.ts', `${url.simulator}/jwks.json`),
    },
    {
      name: 'Worker',
      needs: ['Installation', 'Open routes', 'Search attributes', 'Workflow bundle'],
      run: service('Worker', 'worker/index.ts', `http://127.0.0.1:${port.workerMetrics}/health/ready`),
    },
    {
      name: 'API',
      needs: ['Installation', 'Open routes'],
      run: service('API', 'api/index.ts', `${url.api}/health/ready`),
    },
  ];
}

async function migrateDatabase(url: string): Promise<string> {
  const db = connect(url, { connections: 1 });
  await migrate(db).finally(() => db.close());
  return 'up to date';
}

async function withTemporal(
  address: string,
  use: (temporal: Connection) => Promise<string>,
): Promise<string> {
  const connection = await Connection.connect({ address });
  return use(connection).finally(() => connection.close());
}
