import type { History } from '@temporalio/common/lib/proto-utils.js';
import { type Deed, readDeeds, type Told } from '../../../analysis/deeds/index.ts';
import type { Catalogue } from '../../../notation/catalogue.ts';
import type { CompiledRoute, CompiledStep } from '../../../notation/compiled-route.ts';
import { demandsAnswer } from '../../../notation/demands-answer.ts';

/** A line for each end of a step, e.g. `child-birth 2024-04-01 clinic refused clinic-full`. */
const lineOf = ({ id, version }: CompiledRoute, step: string, end: string) =>
  `${id} ${version} ${step} ${end}`;

/**
 * Every end that the steps of a definition can come to by what it and its services declare: done, each refusal (and
 * that it was mended, or stayed), each reason to be left out, taken back, and that an officer left it standing.
 */
export function possibleEnds(catalogue: Catalogue, route: CompiledRoute): string[] {
  return Object.entries(route.steps).flatMap(([id, step]) => {
    const ends = [
      'done',
      ...refusalsOf(catalogue, step).map((code) => `refused ${code}`),
      ...(Object.keys(step.mends).length > 0 ? ['mended', 'stays refused'] : []),
      ...skipsOf(catalogue, route, step).map((because) => `skipped ${because}`),
      ...(step.undo === null ? [] : ['undone', 'undo-given-up']),
    ];
    return ends.map((end) => lineOf(route, id, end));
  });
}

/** Only where the step closes at its deadline somebody can be too late. */
function refusalsOf({ services }: Catalogue, { service, late }: CompiledStep): string[] {
  const codes = Object.keys(services[service]?.refusals ?? {});
  return codes.filter((code) => code !== 'too-late' || late === 'close');
}

function skipsOf(catalogue: Catalogue, route: CompiledRoute, step: CompiledStep): string[] {
  const reasons = {
    condition: step.when !== null,
    'refused-need': needsOf(route, step).some(([, need]) => mayBeRefused(catalogue, route, need)),
    withdrawn: mayBeWithdrawn(route, step),
    officer: step.skippable,
    'person-dead': catalogue.services[step.service]?.aliveFirst !== undefined,
  };
  return Object.entries(reasons).flatMap(([because, can]) => (can ? [because] : []));
}

function mayBeRefused(catalogue: Catalogue, route: CompiledRoute, step: CompiledStep): boolean {
  if (refusalsOf(catalogue, step).length > 0) return true;
  return needsOf(route, step).some(([, need]) => mayBeRefused(catalogue, route, need));
}

function mayBeWithdrawn(route: CompiledRoute, step: CompiledStep): boolean {
  if (step.basis === 'consent') return true;
  return needsOf(route, step).some(([id, need]) => mayBeWithdrawn(route, need) && demandsAnswer(step, id));
}

function needsOf({ steps }: CompiledRoute, { needs }: CompiledStep): [string, CompiledStep][] {
  return Object.entries(steps).filter(([id]) => needs.includes(id));
}

/** What a history tells of ends, in the lines of `possibleEnds`; and the messages that its route heard. */
export function reachedIn(history: History): { readonly ends: string[]; readonly heard: string[] } {
  const { deeds, input } = readDeeds(history);
  if (input === null) throw new Error('This history is not that of a route.');
  return {
    ends: deeds.flatMap(endsIn).map(([step, end]) => lineOf(input.route, step, end)),
    heard: deeds.flatMap((deed) => (deed.is === 'message' ? [deed.name] : [])),
  };
}

type End = [step: string, end: string];

function endsIn(deed: Deed): End[] {
  return deed.is === 'gave' && deed.told !== null ? endsTold(deed.told) : [];
}

function endsTold(told: Told): End[] {
  if (told.by === 'record') return told.wrote.map(({ step, status, why }) => [step, written(status, why)]);
  if (told.by === 'mend') return [[told.of.step, 'mended']];
  if (told.by === 'service' || told.by === 'settle' || told.by === 'late')
    return [[told.of.step, came(told)]];
  return [];
}

function written(status: string, why: string | undefined): string {
  if (why === 'undo-given-up') return why;
  return status === 'refused' ? 'stays refused' : [status, why].join(' ').trim();
}

function came({ is, end, code, undo }: Extract<Told, { by: 'service' | 'settle' | 'late' }>): string {
  if (is === 'stopped' || is === 'skipped') return 'skipped person-dead';
  if (is !== 'settled') return is;
  if (undo) return 'undone';
  return end === 'refused' ? `refused ${code}` : 'done';
}
