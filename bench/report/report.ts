import type { Alone } from '../alone/alone.ts';
import type { Circumstances } from '../measure/machine.ts';
import type { Counted, Idle } from '../run/counts.ts';
import type { Killed } from '../run/kills.ts';
import type { Results } from '../run/results.ts';
import type { BenchSettings } from '../run/settings.ts';
import type { Ratio } from '../stats/ratio.ts';
import { subjects } from '../subjects/index.ts';
import type { Subject } from '../subjects/subject.ts';
import { type CellSummary, type Figures, summarise, withoutIdle } from './summary.ts';
import { type Judged, judgeTargets, noiseOf } from './targets.ts';

/** All that a run came to; what `bench/results` keeps. */
export interface Report {
  /** Of the day of the report, YYYY-MM-DD. */
  readonly date: string;
  readonly settings: Omit<BenchSettings, 'folder'>;
  readonly circumstances: Circumstances | null;
  readonly temporalOn: string;
  readonly idle: Idle | null;
  readonly subjects: readonly Pick<Subject, 'id' | 'title' | 'guarantees' | 'shows'>[];
  readonly cells: readonly CellSummary[];
  readonly counts: readonly Counted[];
  readonly kills: readonly Killed[];
  readonly alone: readonly Alone[];
  /** A/A: how much Hayot differs from Hayot. */
  readonly noise: Partial<Record<keyof Figures, Ratio>>;
  readonly targets: readonly Judged[];
  /** No effect at an agency is missing and no route fell, after each subject's worker was killed. */
  readonly holds: boolean;
}

/** `date`: YYYY-MM-DD. */
export function reportOn(results: Results, settings: BenchSettings, date: string): Report {
  const { full, seed, minutes, subjects: chosen, waiting, rows, profile } = settings;
  const start = results.of('start').at(-1);
  const idle = results.of('idle').at(-1)?.idle;
  const usesTemporal = new Set(subjects.filter(({ hasHistories }) => hasHistories).map(({ id }) => id));
  const slices = results
    .of('slice')
    .map(({ measured }) => withoutIdle(measured, idle, usesTemporal.has(measured.subject)));
  const kills = results.of('kill').map(({ killed }) => killed);
  return {
    ...{ date, kills, idle: idle ?? null },
    settings: { full, seed, minutes, subjects: chosen, waiting, rows, profile },
    circumstances: start?.circumstances ?? null,
    temporalOn: start?.temporalOn ?? 'unknown',
    subjects: subjects
      .filter(({ id }) => chosen.includes(id))
      .map(({ id, title, guarantees, shows }) => ({ id, title, guarantees, shows })),
    cells: summarise(slices),
    counts: results.of('counts').map(({ counted }) => counted),
    alone: results.of('alone').map(({ alone }) => alone),
    noise: noiseOf(slices, seed),
    targets: judgeTargets(slices, seed),
    holds: kills.every(({ fell, lost }) => fell.length === 0 && lost === 0),
  };
}
