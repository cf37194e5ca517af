import { Connection } from '@temporalio/client';
import { setRetention } from '../../temporal/set-retention.ts';
import { freshNamespace, temporalAddress } from '../support/temporal.ts';

it('closed routes stay in Temporal for as long as the settings say', async () => {
  const namespace = await freshNamespace();
  const connection = await Connection.connect({ address: temporalAddress() });
  const retention = async () =>
    Number(
      (await connection.workflowService.describeNamespace({ namespace })).config
        ?.workflowExecutionRetentionTtl?.seconds,
    ) / 3_600;

  expect(await retention()).toBe(24);
  await setRetention(connection, namespace, 720);
  await setRetention(connection, namespace, 720);
  expect(await retention()).toBe(720);
  await connection.close();
});
