import { createServer } from 'node:http';
import { pino } from 'pino';
import { CatalogueFault } from '../catalogue/fault.ts';
import { loadCatalogue } from '../catalogue/load.ts';
import { createSimulator } from './app.ts';
import { simulatorConfig } from './config.ts';

const config = simulatorConfig();
const log = pino({ name: 'simulator', level: config.logLevel });
const catalogue = await loadCatalogue(config.catalogue).catch((error: unknown) => {
  if (!(error instanceof CatalogueFault)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
const simulator = await createSimulator({ config, catalogue, log });
const server = createServer(simulator.listener);

server.once('error', (error) => {
  log.fatal(
    { reason: error.message },
    'the simulator cannot listen: free its port, or set SIMULATOR_PORT and HOST',
  );
  process.exit(1);
});
server.listen(config.port, config.host, () => {
  log.info({ address: server.address() }, 'the simulator listens');
});

async function end(): Promise<void> {
  server.closeAllConnections();
  server.close();
  await simulator.close();
  process.exit(0);
}
// A second one ends the process at once.
process.once('SIGTERM', () => void end());
process.once('SIGINT', () => void end());
