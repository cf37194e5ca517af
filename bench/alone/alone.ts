import type { Field, Ready } from '../run/field.ts';
import type { Results } from '../run/results.ts';
import type { BenchSettings } from '../run/settings.ts';
import { type Growth, measureGrowth } from './growth.ts';
import { type Calls, measureCalls } from './calls.ts';
import { measureReplays, type Replays } from './replays.ts';
import { measureStaleness, type Staleness } from './staleness.ts';
import { measureWaiting, type Waiting } from './waiting.ts';

/** What only Hayot is asked. */
export type Alone =
  | { readonly what: 'calls'; readonly calls: Calls }
  | { readonly what: 'replays'; readonly replays: Replays }
  | { readonly what: 'staleness'; readonly staleness: Staleness }
  | { readonly what: 'waiting'; readonly waiting: Waiting }
  | { readonly what: 'growth'; readonly growth: Growth };

type Settings = Pick<BenchSettings, 'seed' | 'waiting' | 'rows'>;

interface Measure {
  readonly what: Alone['what'];
  /** Left out, always. */
  readonly wanted?: (settings: Settings) => boolean;
  readonly measure: (field: Field, hayot: Ready, settings: Settings) => Promise<Alone>;
}

const measures: readonly Measure[] = [
  {
    what: 'calls',
    measure: async (field, hayot, { seed }) => ({
      what: 'calls',
      calls: await measureCalls(field, hayot, seed),
    }),
  },
  {
    what: 'replays',
    measure: async (field, hayot) => ({ what: 'replays', replays: await measureReplays(field, hayot) }),
  },
  {
    what: 'staleness',
    measure: async (field, hayot) => ({ what: 'staleness', staleness: await measureStaleness(field, hayot) }),
  },
  {
    what: 'waiting',
    wanted: ({ waiting }) => waiting > 0,
    measure: async (field, hayot, { waiting }) => ({
      what: 'waiting',
      waiting: await measureWaiting(field, hayot, waiting),
    }),
  },
  {
    what: 'growth',
    wanted: ({ rows }) => rows > 0,
    measure: async (field, hayot, { rows }) => ({
      what: 'growth',
      growth: await measureGrowth(field, hayot, rows),
    }),
  },
];

/** Measures what has not been measured yet; nothing where Hayot is not among the subjects. */
export async function measureAlone(field: Field, results: Results, settings: Settings): Promise<void> {
  const hayot = field.ready.find(({ running }) => running.calls !== undefined);
  if (hayot === undefined) return;
  const known = new Set(results.of('alone').map(({ alone }) => alone.what));
  for (const { what, wanted, measure } of measures)
    if (!known.has(what) && wanted?.(settings) !== false)
      await results.note({ is: 'alone', alone: await measure(field, hayot, settings) });
}
