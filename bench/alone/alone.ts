import type { Field } from '../run/field.ts';
import type { Results } from '../run/results.ts';
import type { BenchSettings } from '../run/settings.ts';
import { type Growth, measureGrowth } from './growth.ts';
import { type Calls, measureCalls } from './calls.ts';
import { measureReplays, type Replays } from './replays.ts';
import { measureWaiting, type Waiting } from './waiting.ts';

/** What only Hayot is asked. */
export type Alone =
  | { readonly what: 'calls'; readonly calls: Calls }
  | { readonly what: 'replays'; readonly replays: Replays }
  | { readonly what: 'waiting'; readonly waiting: Waiting }
  | { readonly what: 'growth'; readonly growth: Growth };

/** Measures what has not been measured yet; nothing where Hayot is not among the subjects. */
export async function measureAlone(
  field: Field,
  results: Results,
  { seed, waiting, rows }: Pick<BenchSettings, 'seed' | 'waiting' | 'rows'>,
): Promise<void> {
  const hayot = field.ready.find(({ running }) => running.calls !== undefined);
  if (hayot === undefined) return;
  const known = new Set(results.of('alone').map(({ alone }) => alone.what));
  const note = (alone: Alone) => results.note({ is: 'alone', alone });
  if (!known.has('calls')) await note({ what: 'calls', calls: await measureCalls(field, hayot, seed) });
  if (!known.has('replays')) await note({ what: 'replays', replays: await measureReplays(field, hayot) });
  if (!known.has('waiting') && waiting > 0)
    await note({ what: 'waiting', waiting: await measureWaiting(field, hayot, waiting) });
  if (!known.has('growth') && rows > 0)
    await note({ what: 'growth', growth: await measureGrowth(field, hayot, rows) });
}
