import { Problem } from '../problems/problem.ts';

/** Requests one account may send to this process. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Accounts remembered; the one longest unseen is forgotten first, which gives it a full bucket. */
const accountsKept = 10_000;

/** A token bucket per account; throws `too-many-requests` with the time until the next token. */
export function createRateLimit({ perSecond, burst }: Rate, nowMs: () => number = Date.now) {
  const buckets = new Map<string, Bucket>();
  return (account: string): void => {
    const now = nowMs();
    const { tokens, at } = buckets.get(account) ?? { tokens: burst, at: now };
    const left = Math.min(burst, tokens + ((now - at) / 1000) * perSecond) - 1;
    buckets.delete(account);
    buckets.set(account, { tokens: Math.max(left, 0), at: now });
    if (buckets.size > accountsKept) buckets.delete(buckets.keys().next().value ?? '');
    if (left < 0) throw new Problem('too-many-requests', { retryAfter: Math.ceil(1 / perSecond) });
  };
}
