import { z } from 'zod';

/** Which element of a step with `each`. */
export const Instance = z
  .int()
  .min(0)
  .max(10_000)
  .nullable()
  .meta({ description: 'Of a step done once per element; 0 where left out.' });
