import { z } from 'zod';

/** Values that everybody knows, of use on a development machine only; the same stand in `.env.example`. */
const development = {
  DATABASE_URL: 'postgres://hayot:hayot@127.0.0.1:5433/hayot',
  JWT_ISSUER: 'http://127.0.0.1:4100',
  JWKS_URL: 'http://127.0.0.1:4100/jwks.json',
  CALLBACK_SECRET: 'whsec_aGF5b3QgZGV2ZWxvcG1lbnQgY2FsbGJhY2sgc2VjcmV0',
} as const;

const agencySecretPrefix = 'CALLBACK_SECRET_';

const secret = () =>
  z.string().regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'must be whsec_ and at least 24 bytes in base64');

const Environment = z
  .object({
    HAYOT_MODE: z.enum(['development', 'production']).default('development'),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).default(development.DATABASE_URL),
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3_000),
    CATALOGUE: z.string().min(1).default('catalogue/uz'),
    JWT_ISSUER: z.url().default(development.JWT_ISSUER),
    JWT_AUDIENCE: z.string().min(1).default('hayot'),
    JWKS_URL: z.url({ protocol: /^https?$/ }).default(development.JWKS_URL),
    CALLBACK_SECRET: secret().default(development.CALLBACK_SECRET),
    UNKNOWN_CALLBACKS_KEPT: z.coerce.number().int().min(1).max(100_000).default(1_000),
    HAYOT_TIME_SCALE: z.coerce.number().positive().default(1),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  })
  .catchall(z.unknown())
  .superRefine((given, context) => {
    const faults = [...wrongAgencySecrets(given), ...(given.HAYOT_MODE === 'production' ? unfit(given) : [])];
    for (const [name, message] of faults) context.addIssue({ code: 'custom', path: [name], message });
  });

/** A variable and what is wrong with it. */
type Fault = readonly [name: string, message: string];

function wrongAgencySecrets(given: Readonly<Record<string, unknown>>): Fault[] {
  return Object.entries(given)
    .filter(([name, value]) => name.startsWith(agencySecretPrefix) && !secret().safeParse(value).success)
    .map(([name]) => [name, 'must be whsec_ and at least 24 bytes in base64']);
}

/** What production refuses: values that everybody knows, the simulator as issuer, and another clock. */
function unfit(
  given: Readonly<Record<keyof typeof development, string>> & { HAYOT_TIME_SCALE: number },
): Fault[] {
  const known = (Object.keys(development) as (keyof typeof development)[]).filter(
    (name) => given[name] === development[name],
  );
  const simulated = (['JWT_ISSUER', 'JWKS_URL'] as const).filter((name) => isSimulator(given[name]));
  return [
    ...known.map((name): Fault => [name, 'has its development value, which production refuses']),
    ...simulated.map((name): Fault => [
      name,
      'is the simulator, which production refuses as issuer of tokens',
    ]),
    ...(given.HAYOT_TIME_SCALE === 1
      ? []
      : [['HAYOT_TIME_SCALE', 'is for tests, production refuses it'] as const]),
  ];
}

export interface ApiConfig {
  readonly isProduction: boolean;
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  /** Folders, later ones add to earlier ones. */
  readonly catalogue: readonly string[];
  readonly tokens: { readonly issuer: string; readonly audience: string; readonly jwksUrl: URL };
  readonly callbackSecret: (agency: string) => string;
  /** Callbacks of unknown transactions that are kept of each agency. */
  readonly unknownCallbacks: number;
  readonly timeScale: number;
  readonly logLevel: string;
}

/** Reads the API's settings. Throws one error that names every wrong variable, never its value. */
export function apiConfig(environment: NodeJS.ProcessEnv = process.env): ApiConfig {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The API's settings are wrong. Mend these variables:\n${faults.join('\n')}`);
  }
  const given = parsed.data;
  return {
    isProduction: given.HAYOT_MODE === 'production',
    databaseUrl: given.DATABASE_URL,
    host: given.HOST,
    port: given.PORT,
    catalogue: given.CATALOGUE.split(':').filter((folder) => folder !== ''),
    tokens: { issuer: given.JWT_ISSUER, audience: given.JWT_AUDIENCE, jwksUrl: new URL(given.JWKS_URL) },
    callbackSecret: (agency) => environment[agencySecretName(agency)] ?? given.CALLBACK_SECRET,
    unknownCallbacks: given.UNKNOWN_CALLBACKS_KEPT,
    timeScale: given.HAYOT_TIME_SCALE,
    logLevel: given.LOG_LEVEL,
  };
}

/** The secret of `civil-registry` is `CALLBACK_SECRET_CIVIL_REGISTRY`. */
function agencySecretName(agency: string): string {
  return agencySecretPrefix + agency.toUpperCase().replaceAll('-', '_');
}

/** The simulator's container, or a development machine on which it listens. */
function isSimulator(address: string): boolean {
  const { hostname, port } = new URL(address);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return hostname === 'simulator' || port === '4100' || isHere;
}
