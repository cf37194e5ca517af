import { createServer, type AddressInfo, type Server } from 'node:net';
import { demandFreePort, freePort } from '../../scripts/environment/ports.ts';

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
