import { z } from 'zod';

/** Known to everybody, so of use in development only. The same value stands in `.env.example`. */
const developmentSecret = 'aGF5b3QgZGV2ZWxvcG1lbnQga2V5IG9mIHBlcnNvbnM=';

const Environment = z.object({
  HAYOT_MODE: z.enum(['development', 'production']).default('development'),
  PERSON_KEY_SECRET: z
    .base64('must be base64')
    .refine((value) => Buffer.from(value, 'base64').length >= 32, 'must hold at least 32 bytes')
    .default(developmentSecret),
});

/**
 * The key under which people are found. Throws where it is missing in production, too short or not base64; the
 * error names the variable, never its value. Losing the key loses the way from a number to its routes.
 */
export function personKeySecret(environment: NodeJS.ProcessEnv = process.env): Buffer {
  const read = Environment.safeParse(environment);
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new Error(`People cannot be found: ${faults.join('; ')}.`);
  }
  if (read.data.HAYOT_MODE === 'production' && read.data.PERSON_KEY_SECRET === developmentSecret) {
    throw new Error(
      'People cannot be found: PERSON_KEY_SECRET is not set. Production needs its own: openssl rand -base64 32.',
    );
  }
  return Buffer.from(read.data.PERSON_KEY_SECRET, 'base64');
}
