export type { Deed, Deeds } from './deed.ts';
export { lawBrought } from './law-brought.ts';
export { readDeeds } from './read-deeds.ts';
export type { Came, Told } from './results.ts';
