/** Entry of a process: the simulator with the contracts of the tests, on a free port that it prints. */
import { createServer } from 'node:http';
import { pino } from 'pino';
import { createSimulator } from '../../../simulator/app.ts';
import { simulatorConfig } from '../../../simulator/config.ts';
import { contracts } from '../../platform/support/contracts.ts';

const simulator = await createSimulator({
  config: simulatorConfig(),
  catalogue: contracts,
  log: pino({ level: 'silent' }),
});
const server = createServer(simulator.listener);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' ? address?.port : address);
});
