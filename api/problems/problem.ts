/** Every way this API says no: slug → HTTP status. Title and detail: texts `problem.<slug>` and `problem.<slug>.detail`. */
export const problemStatus = {
  'broken-request': 400,
  'broken-json': 400,
  'too-deep': 400,
  'idempotency-key-missing': 400,
  'idempotency-key-malformed': 400,
  unauthenticated: 401,
  'bad-signature': 401,
  forbidden: 403,
  'not-your-team': 403,
  'not-your-turn': 403,
  'not-found': 404,
  'wrong-method': 405,
  'request-too-slow': 408,
  'request-in-progress': 409,
  'route-closed': 409,
  'task-closed': 409,
  'task-claimed': 409,
  'not-waiting': 409,
  'not-stuck': 409,
  'no-running-term': 409,
  'not-skippable': 409,
  'officer-decides': 409,
  'too-many-webhooks': 409,
  'webhook-disabled': 409,
  'too-large': 413,
  'wrong-content-type': 415,
  'wrong-fields': 422,
  'idempotency-key-reused': 422,
  'too-many-requests': 429,
  'too-many-callbacks': 429,
  internal: 500,
  unavailable: 503,
  'not-yet-started': 503,
  'cannot-move-now': 503,
} as const;

export type ProblemSlug = keyof typeof problemStatus;

/** One wrong field: where it stands (JSON pointer), what is wrong (text `invalid.<code>`), and values for the sentence. */
export interface WrongField {
  readonly pointer: string;
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** What a problem carries beside its slug. */
export interface ProblemMore {
  readonly errors?: readonly WrongField[];
  /** Seconds after which a repeat makes sense. */
  readonly retryAfter?: number;
  /** Extension members, e.g. the outcome of a closed route. */
  readonly members?: Readonly<Record<string, string | null>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** What is away, for our log. */
  readonly needs?: string;
}

/** Thrown by endpoints and everything they call; `answer-problem.ts` turns it into RFC 9457 JSON. */
export class Problem extends Error {
  readonly slug: ProblemSlug;
  readonly more: ProblemMore;

  constructor(slug: ProblemSlug, more: ProblemMore = {}) {
    super(slug);
    this.name = 'Problem';
    this.slug = slug;
    this.more = more;
  }
}

/** Refuses a request for its wrong fields, all of them at once. */
export function wrongFields(errors: readonly WrongField[]): Problem {
  return new Problem('wrong-fields', { errors });
}

export function isProblemSlug(text: string): text is ProblemSlug {
  return Object.hasOwn(problemStatus, text);
}
