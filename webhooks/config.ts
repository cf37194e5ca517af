import { z } from 'zod';
import type { TargetPolicy } from './target.ts';

/** Known to everybody, so of use in development only. The same value stands in `.env.example`. */
const developmentKey = 'aGF5b3QgZGV2ZWxvcG1lbnQga2V5IG9mIHdlYmhvb2s=';

const Environment = z
  .object({
    HAYOT_MODE: z.enum(['development', 'production']).default('development'),
    WEBHOOK_SECRET_KEY: z
      .base64('must be base64')
      .refine((value) => Buffer.from(value, 'base64').length === 32, 'must hold 32 bytes')
      .default(developmentKey),
    WEBHOOK_LOOPBACK: z.enum(['refused', 'allowed']).default('refused'),
    WEBHOOK_PORTS: z
      .string()
      .regex(/^\d{1,5}(,\d{1,5})*$/, 'must be ports with commas between them')
      .default('443,8443'),
    WEBHOOK_OVERLAP_HOURS: z.coerce.number().min(0).max(720).default(24),
    WEBHOOK_DISABLE_AFTER_DAYS: z.coerce.number().min(1).max(90).default(5),
    WEBHOOK_KEEP_DAYS: z.coerce.number().min(3).max(3_650).default(30),
  })
  .superRefine((given, context) => {
    if (given.HAYOT_MODE !== 'production') return;
    const message = 'has its development value, which production refuses';
    if (given.WEBHOOK_SECRET_KEY === developmentKey)
      context.addIssue({ code: 'custom', path: ['WEBHOOK_SECRET_KEY'], message });
    if (given.WEBHOOK_LOOPBACK === 'allowed')
      context.addIssue({ code: 'custom', path: ['WEBHOOK_LOOPBACK'], message });
  });

export interface WebhookSettings {
  /** Encrypts the secrets of portals, 32 bytes. Lost, every portal has to rotate its secrets. */
  readonly key: Buffer;
  readonly target: TargetPolicy;
  /** How long the old secret goes on signing beside a new one. */
  readonly overlapHours: number;
  /** A receiver that fails for so long is told nothing more. */
  readonly disableAfterDays: number;
  /** How long the log of deliveries reaches back. */
  readonly keepDays: number;
}

/** Reads the settings of webhooks. Throws one error that names every wrong variable, never its value. */
export function webhookSettings(environment: NodeJS.ProcessEnv = process.env): WebhookSettings {
  const read = Environment.safeParse(environment);
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The settings of webhooks are wrong. Mend these variables:\n${faults.join('\n')}`);
  }
  const given = read.data;
  return {
    key: Buffer.from(given.WEBHOOK_SECRET_KEY, 'base64'),
    target: {
      loopback: given.WEBHOOK_LOOPBACK === 'allowed',
      ports: given.WEBHOOK_PORTS.split(',').map(Number),
    },
    overlapHours: given.WEBHOOK_OVERLAP_HOURS,
    disableAfterDays: given.WEBHOOK_DISABLE_AFTER_DAYS,
    keepDays: given.WEBHOOK_KEEP_DAYS,
  };
}
