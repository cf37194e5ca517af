import { z } from 'zod';

/** Known to everybody, so of use on a development machine only; the same stands in `.env.example`. */
const developmentDatabase = 'postgres://hayot:hayot@127.0.0.1:5433/hayot';

const Environment = z
  .object({
    HAYOT_MODE: z.enum(['development', 'production']).default('development'),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).default(developmentDatabase),
    CATALOGUE: z.string().min(1).default('catalogue/uz'),
    HOST: z.string().min(1).default('127.0.0.1'),
    WORKER_METRICS_PORT: z.coerce.number().int().min(0).max(65_535).default(9_464),
    WORKFLOW_BUNDLE: z.string().min(1).optional(),
    HISTORY_FOLDER: z.string().min(1).optional(),
    AGENCY_PROBE_SECONDS: z.coerce.number().int().min(1).max(3_600).default(60),
    RESEND_AFTER_SECONDS: z.coerce.number().int().min(0).max(3_600).default(20),
    OPERATION_ROUTES_PER_SECOND: z.coerce.number().int().min(1).max(1_000).default(20),
    UNKNOWN_CALLBACK_DAYS: z.coerce.number().int().min(2).max(365).default(14),
    WORKER_CACHED_ROUTES: z.coerce.number().int().min(1).default(500),
    WORKFLOW_TRACES: z.enum(['on', 'off']).default('off'),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  })
  .refine((given) => given.HAYOT_MODE !== 'production' || given.DATABASE_URL !== developmentDatabase, {
    path: ['DATABASE_URL'],
    message: 'has its development value, which production refuses',
  })
  .refine((given) => given.HAYOT_MODE !== 'production' || given.HISTORY_FOLDER !== undefined, {
    path: ['HISTORY_FOLDER'],
    message: 'is not set: name a folder that lasts, and that all workers share',
  });

export interface WorkerConfig {
  readonly databaseUrl: string;
  /** Folders, later ones add to earlier ones. */
  readonly catalogue: readonly string[];
  readonly host: string;
  readonly metricsPort: number;
  /** File with the built workflows. */
  readonly bundle: string | undefined;
  /** How often it is tried whether an agency that is down is back. */
  readonly probeEveryMs: number;
  /** A request may reach its agency so long after it was sent. */
  readonly onItsWayMs: number;
  /** Routes that one operation of an officer moves in a second, by all workers together. */
  readonly operationRoutesPerSecond: number;
  /** Callbacks that belong to no step are deleted after so many days. */
  readonly unknownCallbackDays: number;
  /** Routes kept in memory between their tasks; others are replayed when something comes in. */
  readonly cachedRoutes: number;
  /** Whether call stacks of workflows are written down. */
  readonly workflowTraces: boolean;
  /** Where histories of closed routes are kept. */
  readonly historyFolder: string;
  readonly logLevel: string;
}

/** Reads the worker's settings. Throws one error that names every wrong variable, never its value. */
export function workerConfig(environment: NodeJS.ProcessEnv = process.env): WorkerConfig {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The worker's settings are wrong. Mend these variables:\n${faults.join('\n')}`);
  }
  const given = parsed.data;
  return {
    databaseUrl: given.DATABASE_URL,
    catalogue: given.CATALOGUE.split(':').filter((folder) => folder !== ''),
    host: given.HOST,
    metricsPort: given.WORKER_METRICS_PORT,
    bundle: given.WORKFLOW_BUNDLE,
    probeEveryMs: given.AGENCY_PROBE_SECONDS * 1_000,
    onItsWayMs: given.RESEND_AFTER_SECONDS * 1_000,
    operationRoutesPerSecond: given.OPERATION_ROUTES_PER_SECOND,
    unknownCallbackDays: given.UNKNOWN_CALLBACK_DAYS,
    cachedRoutes: given.WORKER_CACHED_ROUTES,
    workflowTraces: given.WORKFLOW_TRACES === 'on',
    historyFolder: given.HISTORY_FOLDER ?? '.data/histories',
    logLevel: given.LOG_LEVEL,
  };
}
