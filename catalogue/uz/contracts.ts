/** What many contracts share. */
import { z } from 'zod';
import { isoDate, personal } from '../../notation/schema.ts';
import { proposedEnvelope } from './envelopes.ts';

/** A service whose contract is not public: spelt as Hayot proposes, until the agency's technical instruction is known. */
export const proposed = {
  envelope: proposedEnvelope,
  timeoutMs: 10_000,
  source: 'contract not public: to be confirmed',
} as const;

/** A rule that Hayot applies itself: nothing is sent. */
export const ownRule = {
  kind: 'rule',
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  timeoutMs: 1_000,
  refusals: {},
  sample: {},
} as const;

/** How a task may end without an answer. Every service of kind task declares both. */
export const taskRefusals = (article: string) =>
  ({
    declined: { article, remedy: {} },
    'too-late': { article, remedy: {} },
  }) as const;

/** A personal number as agencies exchange it: 14 digits, taken as they come (strict checks are for people's input). */
export const personNumber = () => personal(z.string().regex(/^\d{14}$/));

/** Number of a record, paper or application at an agency. */
export const recordNumber = () => personal(z.string().min(1).max(60));

/** Whole soums. */
export const amount = () => z.int().min(0);

/** A day as agencies write it. */
export const day = () => isoDate();
