import { z } from 'zod';
import { say } from '../../catalogue/texts.ts';
import type { Catalogue } from '../../notation/catalogue.ts';
import type { ApiDeps } from '../deps.ts';
import { endpoint, type Endpoint } from '../http/endpoint.ts';
import type { Language } from '../http/languages.ts';
import { isProblemSlug, Problem, type ProblemSlug, problemStatus } from '../problems/problem.ts';

const Page = z
  .object({ type: z.string(), title: z.string(), status: z.int(), detail: z.string() })
  .meta({ id: 'ProblemPage' });

/** What `type` of a problem leads to: what it means, in the reader's language, as JSON or a small page. */
export function problemPageEndpoints({ catalogue }: Pick<ApiDeps, 'catalogue'>): Endpoint[] {
  return [allProblems(catalogue), oneProblem(catalogue)];
}

function allProblems(catalogue: Catalogue): Endpoint {
  return endpoint({
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
      const slugs = Object.keys(problemStatus).filter(isProblemSlug);
      const items = slugs.map((slug) => pageOf(catalogue, slug, language));
      return Promise.resolve({ status: 200, body: { items, next: null } });
    },
  });
}

function oneProblem(catalogue: Catalogue): Endpoint {
  return endpoint({
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
      const page = pageOf(catalogue, slug, language);
      const isBrowser = header('Accept')?.includes('text/html') === true;
      const html = { status: 200, body: asHtml(page, language), contentType: 'text/html' };
      return Promise.resolve(isBrowser ? html : { status: 200, body: page });
    },
  });
}

function pageOf(catalogue: Catalogue, slug: ProblemSlug, language: Language): z.output<typeof Page> {
  return {
    type: `/problems/${slug}`,
    title: say(catalogue, language, `problem.${slug}`),
    status: problemStatus[slug],
    detail: say(catalogue, language, `problem.${slug}.detail`),
  };
}

function asHtml({ title, status, detail }: z.output<typeof Page>, language: Language): string {
  const [heading, text] = [title, detail].map(escaped);
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${heading ?? ''}</title>
<main><h1>${heading ?? ''} (${status})</h1><p>${text ?? ''}</p></main></html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
