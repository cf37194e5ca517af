import { createServer, type AddressInfo, type Server } from 'node:net';
import { demandFreePort, demandOpenablePort, freePort } from '../../scripts/environment/ports.ts';

let other: Server;
let port: number;
beforeAll(async () => {
  other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  port = (other.address() as AddressInfo).port;
});
afterAll(() => {
  other.close();
});

describe('a port that another program uses', () => {
  it('is told in one sentence, with both ways out', async () => {
    await expect(demandFreePort('The API', port, 'PORT')).rejects.toThrow(
      `The API needs port ${port}, and another program uses it. ` +
        `End that program, or choose another port: PORT=${port + 1} npm start`,
    );
  });

  it('is no matter where nobody uses it', async () => {
    await expect(demandFreePort('The API', await freePort(), 'PORT')).resolves.toBeUndefined();
  });
});

describe('a port that browsers refuse to open', () => {
  it('is told in one sentence, with another one to take', async () => {
    await expect(demandOpenablePort('The simulator', 4190, 'SIMULATOR_PORT')).rejects.toThrow(
      'The simulator cannot use port 4190: browsers refuse to open it. ' +
        'Choose another: SIMULATOR_PORT=14190 npm start',
    );
  });

  it('is not one where pages can be opened, whether or not somebody listens there', async () => {
    await expect(demandOpenablePort('The API', await freePort(), 'PORT')).resolves.toBeUndefined();
  });
});
