import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { agencyAt } from './call-agency.ts';
import { openRows } from './rows.ts';
import { serve } from './serve.ts';

export interface StepActivities {
  /** Calls the agency and writes that the step has ended. */
  act(key: string, step: string): Promise<void>;
}

Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: ['SIGTERM'] });
const call = agencyAt();
const rows = await openRows();
const activities: StepActivities = {
  act: async (key, step) => {
    await call(key, step);
    await rows.stepEnded(key, step);
  },
};
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address: process.env['BENCH_TEMPORAL'] ?? '' }),
  taskQueue: process.env['BENCH_QUEUE'] ?? '',
  workflowBundle: { codePath: process.env['BENCH_BUNDLE'] ?? '' },
  activities: { ...activities },
});
const running = worker.run();
serve();
await running;
process.exit();
