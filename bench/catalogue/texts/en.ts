import { titlesIn } from '../titles.ts';

export const texts = titlesIn('Step', 'Stand-in');
