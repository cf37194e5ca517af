import type { Catalogue } from '../../notation/catalogue.ts';
import type { CallbackBook, LedgerEntry, LedgerSummary } from '../look/ledger.ts';
import type { Rows } from '../look/rows.ts';
import type { Journey } from '../people/journey.ts';

/** What the judges are shown when everything is quiet. */
export interface Evidence {
  /** Every route that our API accepted. */
  readonly accepted: ReadonlyMap<string, Journey>;
  /** Those that were accepted before the run was resumed: what it was told then still holds. */
  readonly acceptedBefore: readonly string[];
  readonly rows: Rows;
  readonly ledger: readonly LedgerEntry[];
  readonly summary: LedgerSummary;
  readonly callbacks: CallbackBook;
  readonly services: Catalogue['services'];
}

export interface Violation {
  /** Null where it concerns no single route. */
  readonly route: string | null;
  readonly what: string;
}

export interface Verdict {
  readonly check: string;
  /** What was counted, in a few words. */
  readonly counted: string;
  readonly violations: readonly Violation[];
}

/** The parts of an effect's key. */
export function partsOf(key: string): { route: string; step: string; place: string; isUndo: boolean } {
  const [route = '', step = '', instance = '0', , undo] = key.split('/');
  return { route, step, place: `${route}/${step}/${instance}`, isUndo: undo === 'undo' };
}
