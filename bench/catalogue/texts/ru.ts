import { titlesIn } from '../titles.ts';

export const texts = titlesIn('Шаг', 'Условное ведомство');
