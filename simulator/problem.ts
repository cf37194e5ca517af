import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { z } from 'zod';

/** What is told to who called wrongly: a status, and a sentence that says what to do. */
export interface Problem {
  readonly status: number;
  readonly detail: string;
}

export function problem(response: Response, { status, detail }: Problem): void {
  response.status(status).type('application/problem+json').send(JSON.stringify({ status, detail }));
}

/** A wrong body or query as one sentence: names of fields and what they must be, never what was in them. */
export function wrong(error: z.ZodError): Problem {
  const faults = error.issues.map(({ path, message, ...issue }) => {
    const unknown = issue.code === 'unrecognized_keys' ? 'it has a field that is not known here' : message;
    return `${path.length === 0 ? 'the body' : path.join('.')}: ${unknown}`;
  });
  return { status: 422, detail: `This cannot be done: ${faults.join('; ')}.` };
}

export const notHere: RequestHandler = (_request, response) => {
  problem(response, {
    status: 404,
    detail: 'There is nothing here. GET / lists what this simulator offers.',
  });
};

const sentences: Readonly<Record<number, string>> = {
  400: 'The body cannot be read: it is not what its content type says.',
  413: 'The body is too large.',
  415: 'The body has an encoding that is not taken here.',
};

/** Answers what Express refuses by itself, and any fault of ours without telling more than that it is one. */
export function faults(log: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    const detail = sentences[status];
    if (detail === undefined) log.error({ err: plainly(error) }, 'a fault of the simulator');
    problem(response, detail === undefined ? ours : { status, detail });
  };
}

const ours: Problem = { status: 500, detail: 'A fault of the simulator; its log says more.' };

function statusOf(error: unknown): number {
  const status: unknown =
    typeof error === 'object' && error !== null && 'status' in error ? error.status : 500;
  return typeof status === 'number' ? status : 500;
}

/** Type and place of an error without its message, which may quote what was sent. */
function plainly(error: unknown): { type: string; at: string } {
  if (!(error instanceof Error)) return { type: typeof error, at: '' };
  return {
    type: error.name,
    at:
      error.stack
        ?.split('\n')
        .find((line) => line.includes(' at '))
        ?.trim() ?? '',
  };
}
