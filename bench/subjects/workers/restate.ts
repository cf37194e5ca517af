import { createServer } from 'node:http2';
import {
  createEndpointHandler,
  RestatePromise,
  workflow,
  type WorkflowContext,
} from '@restatedev/restate-sdk';
import type { Graph } from '../../graphs.ts';
import { agencyAt } from './call-agency.ts';
import { serve } from './serve.ts';

const call = agencyAt();

/** Promises of its own kind decide what has ended first: only their order is in the journal. */
async function carry(context: WorkflowContext, { steps }: Graph): Promise<void> {
  const ended = new Set<string>();
  const underWay = new Map<string, Promise<string>>();
  while (ended.size < steps.length) {
    for (const { id, needs } of steps)
      if (!ended.has(id) && !underWay.has(id) && needs.every((need) => ended.has(need)))
        underWay.set(
          id,
          context.run(id, async () => {
            await call(context.key, id);
            return id;
          }),
        );
    const step = await RestatePromise.race([...underWay.values()]);
    underWay.delete(step);
    ended.add(step);
  }
}

const route = workflow({ name: 'route', handlers: { run: carry } });
// `serve` of the SDK would listen on all addresses of the machine.
createServer(createEndpointHandler({ services: [route] })).listen(
  Number(process.env['BENCH_ENDPOINT']),
  '127.0.0.1',
  () => {
    serve();
  },
);
