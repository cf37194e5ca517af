import {
  Client,
  Connection,
  type ConnectionOptions,
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
} from '@temporalio/client';
import type { TemporalConfig } from './config.ts';

type Interceptor = NonNullable<ConnectionOptions['interceptors']>[number];

/** Repeats as the SDK does, within time: a call waits for ever where the connection stands and nothing comes. */
const within =
  (answerMs: number): Interceptor =>
  (options, nextCall) =>
    repeating({ ...options, deadline: options.deadline ?? Date.now() + answerMs }, nextCall);
const repeating = makeGrpcRetryInterceptor(defaultGrpcRetryOptions());

/** A connection that swallows everything is found out within 20 s. The server allows a question every 10 s. */
const keepAlive = { 'grpc.keepalive_time_ms': 15_000, 'grpc.keepalive_timeout_ms': 5_000 };

/**
 * A client that needs no Temporal when it is made: the API takes starts while Temporal is away. A call that names no
 * deadline ends after `answerMs`, its repeats included.
 */
export function createClient(config: TemporalConfig, answerMs = 10_000): Client {
  const connection = Connection.lazy({
    address: config.address,
    connectTimeout: '5s',
    channelArgs: keepAlive,
    interceptors: [within(answerMs)],
  });
  return new Client({ connection, namespace: config.namespace });
}

/** True when Temporal answers within the time given; for readiness. */
export async function isTemporalUp(client: Client, withinMs = 2_000): Promise<boolean> {
  try {
    // Not by ensureConnected: that remembers for ever that the first attempt failed.
    await client.withDeadline(Date.now() + withinMs, () => client.workflowService.getSystemInfo({}));
    return true;
  } catch {
    return false;
  }
}
