import { z } from 'zod';

const Environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  SIMULATOR_PORT: z.coerce.number().int().min(0).max(65535).default(4100),
  SIMULATOR_DATA: z.string().min(1).default('.data/simulator'),
  SIMULATOR_SEED: z.string().min(1).max(100).default('hayot'),
  CALLBACK_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:3000'),
  CALLBACK_SECRET: secret().default('whsec_aGF5b3QgZGV2ZWxvcG1lbnQgY2FsbGJhY2sgc2VjcmV0'),
  CATALOGUE: z.string().min(1).default('catalogue/uz'),
  JWT_ISSUER: z.url().default('http://127.0.0.1:4100'),
  JWT_AUDIENCE: z.string().min(1).default('hayot'),
  PLATFORM_CONSUMER_KEY: z.string().min(1).default('development-consumer'),
  PLATFORM_CONSUMER_SECRET: z.string().min(1).default('development-consumer-secret'),
  PLATFORM_USERNAME: z.string().min(1).default('hayot'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  PLATFORM_PASSWORD: z.string().min(1).default('development-password'),
});

const agencySecretPrefix = 'CALLBACK_SECRET_';

export interface SimulatorConfig {
  readonly host: string;
  readonly port: number;
  /** Folder of what must outlive a restart: the ledger, what was "sent", the signing key. */
  readonly data: string;
  /** The same seed and the same requests give the same answers. */
  readonly seed: string;
  readonly logLevel: string;
  readonly catalogue: readonly string[];
  readonly callbacks: CallbackConfig;
  readonly tokens: { readonly issuer: string; readonly audience: string };
  readonly platform: PlatformAccount;
}

export interface CallbackConfig {
  /** Where our API is reached. */
  readonly url: string;
  readonly secret: string;
  /** Secrets of single agencies, by agency id. */
  readonly secretOf: Readonly<Record<string, string>>;
}

/** Who may fetch a token for the gateway. */
export interface PlatformAccount {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly username: string;
  readonly password: string;
}

/** Reads the simulator's settings. Throws one error that names every wrong variable, never its value. */
export function simulatorConfig(environment: NodeJS.ProcessEnv = process.env): SimulatorConfig {
  const perAgency = Object.entries(environment).filter(([name]) => name.startsWith(agencySecretPrefix));
  const parsed = Environment.and(
    z.object(Object.fromEntries(perAgency.map(([name]) => [name, secret()]))),
  ).safeParse(environment);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The simulator's settings are wrong. Mend these variables:\n${faults.join('\n')}`);
  }
  const given = parsed.data;
  return {
    host: given.HOST,
    port: given.SIMULATOR_PORT,
    data: given.SIMULATOR_DATA,
    seed: given.SIMULATOR_SEED,
    logLevel: given.LOG_LEVEL,
    catalogue: given.CATALOGUE.split(':').filter((folder) => folder !== ''),
    callbacks: {
      url: given.CALLBACK_URL.replace(/\/+$/, ''),
      secret: given.CALLBACK_SECRET,
      secretOf: Object.fromEntries(perAgency.map(([name, value]) => [agencyOf(name), value ?? ''])),
    },
    tokens: { issuer: given.JWT_ISSUER, audience: given.JWT_AUDIENCE },
    platform: {
      consumerKey: given.PLATFORM_CONSUMER_KEY,
      consumerSecret: given.PLATFORM_CONSUMER_SECRET,
      username: given.PLATFORM_USERNAME,
      password: given.PLATFORM_PASSWORD,
    },
  };
}

/** `CALLBACK_SECRET_CIVIL_REGISTRY` is the secret of `civil-registry`. */
function agencyOf(variable: string): string {
  return variable.slice(agencySecretPrefix.length).toLowerCase().replaceAll('_', '-');
}

function secret() {
  return z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'must be whsec_ and at least 24 bytes in base64');
}
