import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { z } from 'zod';

/** What is told to who called wrongly: a status, and a sentence that says what to do. */
export interface Problem {
  readonly status: number;
  readonly detail: string;
}

export function problem(response: ServerResponse, { status, detail }: Problem): void {
  response.writeHead(status, { 'content-type': 'application/problem+json' });
  response.end(JSON.stringify({ status, detail }));
}

/** A wrong body or query as one sentence: names of fields and what they must be, never what was in them. */
export function wrong(error: z.ZodError): Problem {
  const faults = error.issues.map(({ path, code, message }) => {
    const what = code === 'unrecognized_keys' ? 'it has a field that is not known here' : message;
    return `${path.length === 0 ? 'the body' : path.join('.')}: ${what}`;
  });
  return { status: 422, detail: `This cannot be done: ${faults.join('; ')}.` };
}

const nothing: Problem = {
  status: 404,
  detail: 'There is nothing here. GET / lists what this simulator offers.',
};
const ours: Problem = { status: 500, detail: 'A fault of the simulator; its log says more.' };

const sentences: Readonly<Record<number, string>> = {
  400: 'The body cannot be read: it is not what its content type says.',
  413: 'The body is too large.',
  415: 'The body has an encoding that is not taken here.',
};

/** Ends a request that no endpoint took, or that failed: what Express itself refuses, or a fault of ours. */
export function endUnanswered(response: ServerResponse, log: Logger): (error?: unknown) => void {
  return (error) => {
    if (response.headersSent) response.destroy();
    else problem(response, error === undefined || error === null ? nothing : told(Object(error), log));
  };
}

function told(error: unknown, log: Logger): Problem {
  const { status = 500 } = error as { status?: number };
  const detail = sentences[status];
  if (detail !== undefined) return { status, detail };
  log.error(plainly(error), 'a fault of the simulator');
  return ours;
}

/** Type and place of an error without its message, which may quote what was sent. */
function plainly(error: unknown): { type: string; at: string } {
  if (!(error instanceof Error)) return { type: typeof error, at: '' };
  const line = error.stack?.split('\n').find((one) => one.includes(' at ')) ?? '';
  return { type: error.name, at: line.trim() };
}
