import { z } from 'zod';
import { say } from '../../catalogue/texts.ts';
import type { ApiDeps } from '../deps.ts';
import { endpoint, type Endpoint } from '../http/endpoint.ts';
import type { Language } from '../http/languages.ts';
import { isProblemSlug, Problem, type ProblemSlug, problemStatus } from '../problems/problem.ts';

const Page = z
  .object({ type: z.string(), title: z.string(), status: z.int(), detail: z.string() })
  .meta({ id: 'ProblemPage' });

/** What `type` of a problem leads to: what it means, in the reader's language, as JSON or a small page. */
export function problemPageEndpoints({ catalogue }: Pick<ApiDeps, 'catalogue'>): Endpoint[] {
  const pageOf = (slug: ProblemSlug, language: Language): z.output<typeof Page> => ({
    type: `/problems/${slug}`,
    title: say(catalogue, language, `problem.${slug}`),
    status: problemStatus[slug],
    detail: say(catalogue, language, `problem.${slug}.detail`),
  });
  return [
    endpoint({
      id: 'listProblems',
      tag: 'Problems',
      method: 'get',
      path: '/problems',
      summary: 'Every way this API says no',
      for: 'open',
      answers: {
        200: { description: 'All problems.', schema: z.object({ items: z.array(Page), next: z.null() }) },
      },
      handle: async ({ language }) => {
        const items = Object.keys(problemStatus)
          .filter(isProblemSlug)
          .map((slug) => pageOf(slug, language));
        return Promise.resolve({ status: 200, body: { items, next: null } });
      },
    }),
    endpoint({
      id: 'readProblem',
      tag: 'Problems',
      method: 'get',
      path: '/problems/{slug}',
      summary: 'What a problem means',
      for: 'open',
      answers: { 200: { description: 'As JSON, or as a page for browsers.', schema: Page } },
      problems: ['not-found'],
      handle: async ({ language, params: { slug = '' }, header }) => {
        if (!isProblemSlug(slug)) throw new Problem('not-found');
        const page = pageOf(slug, language);
        return Promise.resolve(
          header('Accept')?.includes('text/html') === true
            ? { status: 200, body: asHtml(page, language), contentType: 'text/html' }
            : { status: 200, body: page },
        );
      },
    }),
  ];
}

function asHtml({ title, status, detail }: z.output<typeof Page>, language: Language): string {
  const [heading, text] = [title, detail].map(escaped);
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${heading ?? ''}</title>
<main><h1>${heading ?? ''} (${status})</h1><p>${text ?? ''}</p></main></html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
