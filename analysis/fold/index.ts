export { compareRows, type Difference, inWords } from './compare-rows.ts';
export { foldHistory } from './fold-history.ts';
export type { Fold, FoldedStep } from './folded.ts';
