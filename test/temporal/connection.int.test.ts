import type { Client } from '@temporalio/client';
import { Wire } from '../../chaos/stack/wire.ts';
import { isTemporalAway } from '../../temporal/away.ts';
import { createClient, isTemporalUp } from '../../temporal/connection.ts';
import { temporalAddress } from '../support/temporal.ts';

let wire: Wire;
let client: Client;
beforeAll(async () => {
  wire = await Wire.open(Number(new URL(`tcp://${temporalAddress()}`).port));
  client = createClient({ address: `127.0.0.1:${wire.port}`, namespace: 'default' }, 500);
  await ask();
});
afterAll(async () => {
  await client.connection.close();
  wire.close();
});

const ask = async () => client.workflowService.getSystemInfo({});

const faults = [
  ['takes everything and passes nothing on', { is: 'hole', ways: ['there', 'back'] }],
  ['lets no answer through', { is: 'hole', ways: ['back'] }],
  ['refuses whoever calls', { is: 'refusing' }],
] as const;

it.each(faults)(
  'while the wire to Temporal %s, a call is given up, and works once it is well',
  async (_what, fault) => {
    await wire.break(fault);
    const failure: unknown = await ask().catch((error: unknown) => error);
    await wire.heal();

    expect(isTemporalAway(failure)).toBe(true);
    // The connection may need a moment; the test's patience ends it otherwise.
    while (!(await isTemporalUp(client)));
    expect((await ask()).serverVersion).not.toBe('');
  },
);
