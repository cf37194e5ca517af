import { graphs } from '../graphs.ts';
import type { Circumstances } from '../measure/machine.ts';
import { type Cell, cellName } from '../run/plan.ts';
import type { Ratio } from '../stats/ratio.ts';
import type { Bound } from '../stats/verdict.ts';
import type { Kind } from '../subjects/subject.ts';
import type { Report } from './report.ts';
import { aloneInWords } from './alone-in-words.ts';
import { figure, table } from './table.ts';

/** The report for people. */
export function inWords(report: Report): string {
  const chapters = [head, cells, counts, kills, alone, promises, targets].map((chapter) => chapter(report));
  return chapters.flatMap((lines) => ['', ...lines]).join('\n');
}

function head({ date, settings, circumstances, temporalOn, noise }: Report): string[] {
  return [
    `${date}, seed ${settings.seed}, ${settings.full ? 'full' : 'usual'} plan. Temporal on: ${temporalOn}`,
    ...(circumstances === null ? [] : inCircumstances(circumstances)),
    'How much Hayot differs from itself (A/A), with 95 % interval:',
    ...Object.entries(noise).map(([name, ratio]) => `  ${name}: ${inText(ratio)}`),
  ];
}

function inCircumstances({ machine, versions, commit, fsync, postgres }: Circumstances): string[] {
  const list = (record: Readonly<Record<string, string>>) =>
    Object.entries(record)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ');
  return [
    `Commit ${commit}. ${machine.cores} cores (${machine.cpu}), ${machine.memoryGb} GB, ${machine.system}`,
    list(versions),
    `PostgreSQL: ${list(postgres)}; ${figure(fsync.perSecond)} fsyncs/s (${fsync.by})`,
  ];
}

const kinds: readonly Kind[] = ['worker', 'api', 'server', 'database'];

function cells({ cells: summaries, subjects }: Report): string[] {
  const columns = ['p50', 'p95', 'p99', 'routes/s', 'per CPU-s', ...kinds, 'routes', 'slices'];
  const titles = new Map(subjects.map(({ id, title }) => [id, title]));
  const order = [...titles.keys()];
  return [...Map.groupBy(summaries, ({ cell }) => cellName(cell)).values()].flatMap((group) => {
    const rows = group
      .toSorted((a, b) => order.indexOf(a.subject) - order.indexOf(b.subject))
      .map(({ subject, overheadMs, cpuMs, ...rest }) => [
        titles.get(subject) ?? subject,
        ...[overheadMs.p50, overheadMs.p95, overheadMs.p99].map(figure),
        ...[rest.routesPerSecond, rest.routesPerCpuSecond].map(figure),
        ...kinds.map((kind) => figure(cpuMs[kind])),
        ...[String(rest.routes), String(rest.slices)],
      ]);
    const [first] = group;
    return first === undefined ? [] : ['', ...table([cellTitle(first.cell), ...columns], rows)];
  });
}

const cellTitle = ({ graph, latencyMs, inFlight }: Cell): string =>
  `${graphs[graph].title}, agencies ${latencyMs} ms, ${inFlight} in flight`;

function counts({ counts: counted }: Report): string[] {
  const rows = counted.map(({ subject, history, commits, rows: changed, walBytes, routes }) => [
    subject,
    ...[history?.events, history?.bytes, commits, changed, walBytes].map(figure),
    String(routes),
  ]);
  const columns = ['events', 'history bytes', 'commits', 'rows', 'WAL bytes', 'routes'];
  return table(['one chain of 8 leaves', ...columns], rows);
}

function kills({ kills: killed }: Report): string[] {
  const rows = killed.map(({ subject, routes, fell, lost, doubles, firstEndMs, lastEndMs }) => [
    subject,
    ...[routes, fell.length, lost, doubles].map(String),
    ...[firstEndMs, lastEndMs].map(figure),
  ]);
  const columns = ['routes', 'fell', 'effects lost', 'effects twice', 'first end, ms', 'last end, ms'];
  return table(['after one kill of the worker', ...columns], rows);
}

const alone = (report: Report): string[] => aloneInWords(report.alone);

function promises({ subjects }: Report): string[] {
  return subjects.flatMap(({ title, guarantees, shows }) => [
    title,
    `  holds: ${guarantees}`,
    `  shows: ${shows}`,
  ]);
}

function targets({ targets: judged }: Report): string[] {
  const rows = judged.map(({ what, bound, ratio, verdict }) => [
    what,
    inBounds(bound),
    ratio === null ? '-' : inText(ratio),
    verdict,
  ]);
  return table(['target', 'bound', 'measured', 'verdict'], rows);
}

const inBounds = (bound: Bound): string =>
  'atMost' in bound ? `at most ${bound.atMost}` : `at least ${bound.atLeast}`;

const inText = ({ median, low, high, pairs }: Ratio): string =>
  `${figure(median)} (${figure(low)} to ${figure(high)}, ${pairs} pairs)`;
