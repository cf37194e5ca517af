import type { Evidence } from '../../chaos/checks/check.ts';
import type { LedgerEntry } from '../../chaos/look/ledger.ts';
import type { Rows } from '../../chaos/look/rows.ts';
import { type Conduct, journeyOf } from '../../chaos/people/journey.ts';

export const route = 'rehearsal-1';
const at = (second: number) => new Date(Date.UTC(2026, 10, 19, 9, 0, second));

/** A request in the ledger, `second` seconds past nine. */
export function entry(step: string, second: number, changes: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    key: `${route}/${step}`,
    route,
    service: 'rehearsal.seal',
    at: at(second).toISOString(),
    effect: true,
    answer: { is: 'answered' },
    ...changes,
  };
}

/** An outcome of ours under a key. */
export const outcome = (step: string, changes: object = {}) =>
  ({
    key: `${route}/${step}`,
    route,
    end: 'done',
    code: null,
    decidedBy: 'agency',
    ...changes,
  }) as Rows['outcomes'][number];

interface Told {
  readonly ledger?: readonly LedgerEntry[];
  readonly outcomes?: Rows['outcomes'];
  readonly state?: 'open' | 'closed';
  readonly reason?: 'death';
  readonly steps?: readonly object[];
  readonly tasks?: readonly object[];
  readonly conduct?: Partial<Conduct>;
  readonly callbacks?: Evidence['callbacks'];
  readonly inbox?: Rows['inbox'];
}

const nothingTold: Required<Omit<Told, 'conduct' | 'reason'>> = {
  ...{ state: 'closed', ledger: [], outcomes: [], steps: [], tasks: [], inbox: [] },
  callbacks: { callbacks: [], forged: { sent: 0, taken: 0 } },
};

/** One route `rehearsal-1` that is closed and complete, unless told otherwise: seal, then note, which rests on it. */
export function evidence(told: Told = {}): Evidence {
  const { state, ledger, outcomes, steps, tasks, inbox, callbacks } = { ...nothingTold, ...told };
  const journey = journeyOf('a', 0, '2026-11-19');
  const conduct: Conduct = { people: 'answer', officers: 'decide', withdrawAfterMs: null, ...told.conduct };
  const closedAt = state === 'closed' ? at(59) : null;
  const row = {
    id: route,
    state,
    outcome: state === 'closed' ? 'complete' : null,
    reason: told.reason ?? null,
    closedAt,
    definition: 'd',
  };
  const compiled = { steps: { seal: { needs: [], after: null }, note: { needs: ['seal'], after: null } } };
  return {
    accepted: new Map([[route, { ...journey, conduct }]]),
    acceptedBefore: [],
    rows: {
      routes: [row],
      steps: steps.map((step) => ({ route, instance: 0, endedAt: null, ...step })),
      tasks: tasks.map((task) => ({ route, instance: 0, kind: 'service', team: null, ...task })),
      ...{ outcomes, inbox, definitions: [{ hash: 'd', compiled }] },
    } as unknown as Rows,
    ledger,
    summary: { requests: ledger.length, effects: ledger.length, duplicates: 0, keysWithTwoBodies: 0 },
    callbacks,
    services: {
      'rehearsal.seal': { repeat: 'safe', answers: 'at-once' },
      'rehearsal.wire': { repeat: 'never' },
    } as unknown as Evidence['services'],
  };
}
