import type { RouteHead } from '../../db/route-view.ts';
import type { Reading } from './route.ts';

/**
 * Weak, from the revision: equal tags mean nothing happened on the route. Health and who holds it up are in it because
 * they also change by themselves, language and marked fields because they make another text of the same state.
 */
export function etagOf(
  { revision, health, heldUpBy }: Pick<RouteHead, 'revision' | 'health' | 'heldUpBy'>,
  { language, personal }: Reading,
): string {
  const held = heldUpBy.map(({ agency, because, until }) => `.${agency}-${because}-${until ?? ''}`);
  return `W/"${revision}.${health}.${language}${personal ? '.personal' : ''}${held.join('')}"`;
}

/** Whether the caller has it already: one of the tags of If-None-Match, compared weakly. */
export function isKnown(etag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined || etag === '') return false;
  const bare = (tag: string): string => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || bare(tag) === bare(etag));
}
