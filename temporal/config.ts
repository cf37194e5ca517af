import { z } from 'zod';

/** Where Temporal is. */
export interface TemporalConfig {
  /** host:port of the frontend. */
  readonly address: string;
  readonly namespace: string;
}

const Environment = z.object({
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s:/]+:\d+$/, 'must be host:port, e.g. 127.0.0.1:7233')
    .default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().min(1, 'must not be empty').default('default'),
});

/** Reads TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE; the error names the variable, never its value. */
export function temporalConfig(environment: NodeJS.ProcessEnv = process.env): TemporalConfig {
  const read = Environment.safeParse(environment);
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new Error(`Temporal is not configured: ${faults.join('; ')}.`);
  }
  return { address: read.data.TEMPORAL_ADDRESS, namespace: read.data.TEMPORAL_NAMESPACE };
}
