import type { z } from 'zod';
import type { Caller, Role } from '../callers/caller.ts';
import { checkAgainst } from '../checks/check-against.ts';
import { type ProblemSlug, wrongFields } from '../problems/problem.ts';
import type { Once } from '../../db/idempotency.ts';
import type { Language } from './languages.ts';

/** What an endpoint gives back; `serve.ts` writes it out. */
export interface Answer {
  readonly status: number;
  /** Plain JSON, or text where `contentType` names another type. */
  readonly body?: unknown;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request after everything that all endpoints share has been checked. */
export interface Call<Query = unknown, Body = unknown> {
  readonly caller: Caller;
  readonly language: Language;
  /** Parts of the path, by name. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Body;
  /** What this request is known by when it is repeated; null where no Idempotency-Key is taken. */
  readonly once: Once | null;
  /** Ends when the caller hangs up. */
  readonly gone: AbortSignal;
  readonly header: (name: string) => string | undefined;
}

/** One answer as the documentation tells it. */
export interface Told {
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly contentType?: string;
  /** Header → what it says. */
  readonly headers?: Readonly<Record<string, string>>;
}

interface About {
  /** Operation id in the documentation. */
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly method: 'get' | 'post' | 'delete';
  /** As in OpenAPI: `/v1/routes/{id}`. */
  readonly path: string;
  /** Who may call it at all; `open` needs no token. */
  readonly for: readonly Role[] | 'open';
  /** How its Idempotency-Key is kept: around the call, or by the endpoint in a transaction of its own. */
  readonly once?: 'around' | 'inside';
  /** Request headers beyond the shared ones: header → what it says. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Told in the documentation, and checked by the endpoint itself, which gets the JSON as it came. */
  readonly bodyAsTold?: z.ZodType;
  /** The body is not JSON to us but bytes that are signed; at most so many. The endpoint gets them as text. */
  readonly signedBytes?: number;
  readonly answers: Readonly<Record<number, Told>>;
  /** What may go wrong beyond what may go wrong with all of its kind. */
  readonly problems?: readonly ProblemSlug[];
}

/** An endpoint as router and documentation see it. */
export interface Endpoint extends About {
  readonly query?: z.ZodObject | undefined;
  readonly body?: z.ZodType | undefined;
  /** Reads query and body (Problem `wrong-fields`), then acts. */
  readonly run: (call: Call) => Promise<Answer>;
}

/** Describes an endpoint once: the router serves it and the documentation tells it from the same data. */
export function endpoint<Query extends z.ZodObject, Body extends z.ZodType>(
  about: About & {
    readonly query?: Query;
    readonly body?: Body;
    readonly handle: (call: Call<z.output<Query>, z.output<Body>>) => Promise<Answer>;
  },
): Endpoint {
  const { handle, ...rest } = about;
  return {
    ...rest,
    run: async (call) =>
      handle({ ...call, query: read(rest.query, call.query), body: read(rest.body, call.body) }),
  };
}

function read<S extends z.ZodType>(schema: S | undefined, value: unknown): z.output<S> {
  if (schema === undefined) return value as z.output<S>;
  const checked = checkAgainst(schema, value);
  if (!checked.ok) throw wrongFields(checked.errors);
  return checked.value as z.output<S>;
}
