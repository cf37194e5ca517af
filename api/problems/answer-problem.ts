import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import { chooseLanguage, type Language, type Say } from '../http/languages.ts';
import { type Problem, problemStatus, type WrongField } from './problem.ts';
import { problemOf, traceOf } from './problem-of.ts';

export interface ProblemKit {
  readonly say: Say;
  /** Whether a text key is known: a schema may name a sentence that no one wrote. */
  readonly knows: (key: string) => boolean;
  readonly log: Logger;
}

/** The last middleware: every error becomes an RFC 9457 problem in the caller's language. */
export function answerProblem(kit: ProblemKit): ErrorRequestHandler {
  // eslint-disable-next-line max-params -- express knows its error handlers by their four parameters
  return (error: unknown, request: Request, response: Response, next) => {
    const problem = problemOf(error);
    const traceId = String(response.getHeader('X-Request-Id'));
    if (problem.slug === 'internal')
      kit.log.error(
        { traceId, problem: problem.slug, error: traceOf(error) },
        'a request could not be answered',
      );
    else if (problem.slug === 'unavailable')
      kit.log.warn(
        { traceId, problem: problem.slug, needs: problem.more.needs },
        'a request was answered 503: what it needs is away',
      );
    if (response.headersSent) {
      next(error);
      return;
    }
    const language = chooseLanguage(request.acceptsLanguages());
    const { headers, retryAfter } = problem.more;
    response
      .status(problemStatus[problem.slug])
      .set({ ...headers, 'Content-Language': language })
      .set(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) })
      .type('application/problem+json')
      .send(JSON.stringify({ ...problemBody(problem, language, kit), traceId }));
  };
}

/** A problem without its trace id. */
export function problemBody(problem: Problem, language: Language, kit: Pick<ProblemKit, 'say' | 'knows'>) {
  const { slug, more } = problem;
  return {
    type: `/problems/${slug}`,
    title: kit.say(language, `problem.${slug}`),
    status: problemStatus[slug],
    detail: kit.say(language, `problem.${slug}.detail`),
    ...more.members,
    ...(more.errors === undefined ? {} : { errors: more.errors.map((error) => told(error, language, kit)) }),
  };
}

function told(
  { pointer, code, params }: WrongField,
  language: Language,
  kit: Pick<ProblemKit, 'say' | 'knows'>,
) {
  const key = kit.knows(`invalid.${code}`) ? `invalid.${code}` : 'invalid.wrong-value';
  return { pointer, code, detail: kit.say(language, key, params) };
}
