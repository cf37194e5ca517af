import { z } from 'zod';

export interface PlatformConfig {
  readonly tokenUrl: string;
  readonly gatewayUrl: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly username: string;
  readonly password: string;
}

/** What the simulator takes, as in `.env.example`. Refused in production. */
const development = {
  PLATFORM_TOKEN_URL: 'http://127.0.0.1:4100/oauth2/token',
  PLATFORM_GATEWAY_URL: 'http://127.0.0.1:4100/gateway',
  PLATFORM_CONSUMER_KEY: 'development-consumer',
  PLATFORM_CONSUMER_SECRET: 'development-consumer-secret',
  PLATFORM_USERNAME: 'hayot',
  PLATFORM_PASSWORD: 'development-password',
} as const;

const url = (fallback: string) => z.url({ protocol: /^https?$/ }).default(fallback);
const text = (fallback: string) => z.string().min(1).default(fallback);

const Environment = z
  .object({
    HAYOT_MODE: z.enum(['development', 'production']).default('development'),
    PLATFORM_TOKEN_URL: url(development.PLATFORM_TOKEN_URL),
    PLATFORM_GATEWAY_URL: url(development.PLATFORM_GATEWAY_URL),
    PLATFORM_CONSUMER_KEY: text(development.PLATFORM_CONSUMER_KEY),
    PLATFORM_CONSUMER_SECRET: text(development.PLATFORM_CONSUMER_SECRET),
    PLATFORM_USERNAME: text(development.PLATFORM_USERNAME),
    PLATFORM_PASSWORD: text(development.PLATFORM_PASSWORD),
  })
  .superRefine((given, context) => {
    if (given.HAYOT_MODE !== 'production') return;
    for (const [name, value] of Object.entries(development)) {
      if (given[name as keyof typeof development] !== value) continue;
      context.addIssue({
        code: 'custom',
        path: [name],
        message: 'has its development value, which production refuses',
      });
    }
  });

/** Reads how the integration platform is reached. Throws one error that names every wrong variable, never its value. */
export function platformConfig(environment: NodeJS.ProcessEnv = process.env): PlatformConfig {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The platform's settings are wrong. Mend these variables:\n${faults.join('\n')}`);
  }
  return {
    tokenUrl: parsed.data.PLATFORM_TOKEN_URL,
    gatewayUrl: parsed.data.PLATFORM_GATEWAY_URL.replace(/\/+$/, ''),
    consumerKey: parsed.data.PLATFORM_CONSUMER_KEY,
    consumerSecret: parsed.data.PLATFORM_CONSUMER_SECRET,
    username: parsed.data.PLATFORM_USERNAME,
    password: parsed.data.PLATFORM_PASSWORD,
  };
}
