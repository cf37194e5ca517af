export { printStory } from './print-story.ts';
export type { Story } from './story.ts';
export { tellStory } from './tell-story.ts';
export type { Words } from './words.ts';
