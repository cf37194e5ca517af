import type { LedgerEntry } from '../look/ledger.ts';
import type { Rows } from '../look/rows.ts';
import type { Evidence, Verdict, Violation } from './check.ts';

/** What we recorded of a step is what its agency decided: a yes there is no no here. */
export function toldAsDecided({ ledger, rows }: Evidence): Verdict {
  const requests = Map.groupBy(ledger, ({ key }) => key);
  const byAgency = rows.outcomes.filter(({ decidedBy }) => decidedBy === 'agency');
  return {
    check: 'outcomes are what the agencies decided',
    counted: `${byAgency.length} outcomes`,
    violations: byAgency.flatMap((outcome) => contradiction(outcome, requests.get(outcome.key) ?? [])),
  };
}

type Outcome = Rows['outcomes'][number];

function contradiction({ key, route, end, code }: Outcome, list: readonly LedgerEntry[]): Violation[] {
  if (end !== 'refused') return [];
  const here = `${key} is refused here (${code ?? ''})`;
  if (list.some(({ effect }) => effect)) return [{ route, what: `${here}, and was done there` }];
  const there = refusalIn(list);
  return there === undefined || there === code ? [] : [{ route, what: `${here}, and as ${there} there` }];
}

function refusalIn(list: readonly LedgerEntry[]): string | undefined {
  return list.find(({ answer }) => answer.is === 'refused')?.answer.code;
}
