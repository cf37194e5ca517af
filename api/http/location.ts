import { isRecord } from '../checks/pointers.ts';
import type { Answer, Endpoint } from './endpoint.ts';

/**
 * An answer with the `Location` that its endpoint tells of: the link `self` of what was made. Read from the body, for
 * of the first answer to a key nothing else is kept.
 */
export function located({ answers }: Endpoint, answer: Answer): Answer {
  const tells = Object.hasOwn(answers[answer.status]?.headers ?? {}, 'Location');
  const links = isRecord(answer.body) ? answer.body['links'] : undefined;
  const self = isRecord(links) ? links['self'] : undefined;
  if (!tells || typeof self !== 'string') return answer;
  return { ...answer, headers: { ...answer.headers, Location: self } };
}
