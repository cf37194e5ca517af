import { z } from 'zod';

/** What an agency has decided under a key. */
const Decision = z.discriminatedUnion('is', [
  z.object({ is: z.literal('answered'), answer: z.record(z.string(), z.unknown()) }),
  z.object({ is: z.literal('refused'), code: z.string(), evidence: z.string().nullable() }),
  z.object({ is: z.literal('not-found') }),
]);
export type Decision = z.infer<typeof Decision>;

const Answer = z.union([
  Decision,
  /** Taken in; or, to a poll, no result yet. */
  z.object({ is: z.literal('accepted') }),
  /** "Not mine, theirs." */
  z.object({ is: z.literal('readdressed'), agency: z.string() }),
  /** The agency or the gateway did not answer as it should. */
  z.object({ is: z.literal('fault'), because: z.string() }),
]);

/** One request that was seen: what `GET /ledger` shows. */
const Entry = z.object({
  key: z.string(),
  route: z.string(),
  service: z.string(),
  /** Who got it: the service's own agency, or the one that it was handed on to. */
  agency: z.string().optional(),
  /** Of the request that acts; a look-up shows the one it asks about, null if that was never seen. */
  bodyHash: z.string().nullable(),
  at: z.string(),
  /** This request did something new. Refusals and "no such thing" do nothing. */
  effect: z.boolean(),
  answer: Answer,
});
export type Entry = z.infer<typeof Entry>;

const Callback = z.object({
  id: z.string(),
  /** Who calls back; left out in old ledgers: the service's own. */
  agency: z.string().optional(),
  dueAt: z.number(),
  transactionId: z.string(),
});
export type Callback = z.infer<typeof Callback>;

/** A line of the ledger's file: a request with what must be known to answer its like, or a callback that arrived. */
export const Line = z.discriminatedUnion('line', [
  z.object({
    line: z.literal('request'),
    entry: Entry,
    asksOnly: z.boolean(),
    /** Set by the first request that made the agency decide. */
    decided: z.object({ transactionId: z.string().nullable(), decision: Decision }).optional(),
    callback: Callback.optional(),
  }),
  z.object({ line: z.literal('delivered'), callback: z.string() }),
]);
export type Line = z.infer<typeof Line>;
export type RequestLine = Extract<Line, { line: 'request' }>;

/** The route of a key `<route>/<step>/<instance>/<epoch>`. */
export const routeOf = (key: string): string => key.split('/', 1)[0] ?? '';
