import { titlesIn } from '../titles.ts';

export const texts = titlesIn('Qadam', 'Sinov idorasi');
