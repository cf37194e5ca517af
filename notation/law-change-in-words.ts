import type { Obstacle } from './law-change.ts';

const words: Readonly<Record<Obstacle['code'], (obstacle: Obstacle) => string>> = {
  'other-life-event': () => 'it is a route of another life event',
  'not-newer': () => 'it goes by this version or a later one already',
  refused: () => 'an essential step was refused: the route is at its end',
  death: () => 'a person died: the route is at its end',
  withdrawn: () => 'the route was withdrawn',
  closing: () => 'every step has met its end: the route is closing',
  'open-dropped': ({ step }) => `${step ?? ''} is under way, and the new version does not have it`,
  'open-differs': ({ step, fields = [] }) =>
    `${step ?? ''} is under way, and differs in the new version in ${fields.join(', ')}`,
  'done-differs': ({ step, fields = [] }) =>
    `${step ?? ''} was done, and is another act in the new version: ${fields.join(', ')}`,
  'tells-more': ({ step }) =>
    `the conditions of the new version read more of the answer of ${step ?? ''} than was picked when it came`,
  'answer-missing': ({ step }) =>
    `${step ?? ''} ended without an answer, which a step of the new version cannot do without`,
};

/** Why a route must not move, in words for lawyers and officers; steps by their ids. */
export function obstacleInWords(obstacle: Obstacle): string {
  return words[obstacle.code](obstacle);
}
