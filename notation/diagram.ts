import type { CompiledRoute, CompiledStep } from './compiled-route.ts';
import { askedBy } from './condition-reads.ts';
import { inWords } from './condition-in-words.ts';
import { placeOf } from './input-references.ts';

/** Border colours, given to agencies in the order of their first step. */
const agencyColours = [
  '#1f77b4',
  '#d62728',
  '#2ca02c',
  '#9467bd',
  '#ff7f0e',
  '#17becf',
  '#8c564b',
  '#e377c2',
];

/** How a step in each status looks. */
const statusStyles: Readonly<Record<string, string>> = {
  'not-started': 'fill:#ffffff',
  'in-progress': 'fill:#cfe8ff',
  'waiting-for-agency': 'fill:#fff3bf',
  'waiting-for-person': 'fill:#ffe0b2',
  stuck: 'fill:#ffc9c9,stroke-width:4px',
  done: 'fill:#c3f0ca',
  refused: 'fill:#f1aeb5',
  skipped: 'fill:#eeeeee,stroke-dasharray:4',
  undone: 'fill:#e0d4f7,stroke-dasharray:4',
};

const longestLabel = 80;

/**
 * Draws a compiled route as a Mermaid flowchart. Calls are boxes, tasks have slanted sides, rules six corners, proofs a
 * flag; a dashed edge leads to a step that its condition may skip; borders tell agencies apart. `statuses` (step id →
 * status) colours the steps of one running route.
 */
export function diagram(route: CompiledRoute, statuses: Readonly<Record<string, string>> = {}): string {
  const steps = Object.entries(route.steps);
  return [
    'flowchart TD',
    `  event(["${quoted(route.title)}"])`,
    ...steps.map(([id, step]) => `  ${nodeOf(id)}${shapeFor(step, labelOf(step))}`),
    ...steps.flatMap(([id, step]) => edgesTo(id, step)),
    ...agencyClasses(steps),
    ...statusClasses(steps, statuses),
    '',
  ].join('\n');
}

/** `end` and other words of Mermaid's cannot be names of nodes, so every step's name begins with `step_`. */
function nodeOf(id: string): string {
  return `step_${id.replaceAll('-', '_')}`;
}

function shapeFor({ kind }: CompiledStep, label: string): string {
  if (kind === 'task') return `[/"${label}"/]`;
  if (kind === 'rule') return `{{"${label}"}}`;
  if (kind === 'proof') return `>"${label}"]`;
  return `["${label}"]`;
}

function labelOf(step: CompiledStep): string {
  const lines = [
    quoted(step.title),
    step.by === null ? step.agency : `by ${step.by}`,
    ...(step.each ? [`for each of ${'event' in step.each ? step.each.event : step.each.step}`] : []),
    ...(step.within ? [`within ${step.within}`] : []),
    ...(step.until ? [`until ${step.until}`] : []),
    ...(step.essential ? ['essential'] : []),
    ...(step.undo ? ['can be undone'] : []),
  ];
  return lines.join('<br/>');
}

/** Puts any text safely between Mermaid's quotation marks; line ends, back-ticks and %% have a meaning there too. */
function quoted(text: string): string {
  const codes: Readonly<Record<string, string>> = {
    '#': '#35;',
    '"': '#quot;',
    '<': '#lt;',
    '>': '#gt;',
    '&': '#amp;',
    '`': '#96;',
    '\\': '#92;',
    '%': '#37;',
  };
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[#"<>&`\\%]/g, (letter) => codes[letter] ?? letter);
}

function edgesTo(id: string, { needs, when }: CompiledStep): string[] {
  const sources = needs.length === 0 ? ['event'] : needs;
  if (when === null) return sources.map((source) => `  ${sourceOf(source)} --> ${nodeOf(id)}`);
  const { values, present, done, refused } = askedBy(when);
  const named = new Set([...[...values, ...present].map(placeOf), ...done, ...refused]);
  const labelled = sources.find((source) => named.has(source)) ?? sources[0];
  return sources.map((source) => {
    const label = source === labelled ? `|"${quoted(shortened(inWords(when)))}"|` : '';
    return `  ${sourceOf(source)} -.->${label} ${nodeOf(id)}`;
  });
}

function sourceOf(source: string): string {
  return source === 'event' ? source : nodeOf(source);
}

function shortened(text: string): string {
  return text.length > longestLabel ? `${text.slice(0, longestLabel - 1)}…` : text;
}

function agencyClasses(steps: readonly [string, CompiledStep][]): string[] {
  const agencies = [...new Set(steps.map(([, { agency }]) => agency))];
  return agencies.flatMap((agency, index) => {
    const name = `agency_${agency.replaceAll('-', '_')}`;
    const nodes = steps.filter(([, step]) => step.agency === agency).map(([id]) => nodeOf(id));
    const colour = agencyColours[index % agencyColours.length] ?? 'black';
    return [`  classDef ${name} stroke:${colour},stroke-width:2px`, `  class ${nodes.join(',')} ${name}`];
  });
}

function statusClasses(
  steps: readonly [string, CompiledStep][],
  statuses: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(statusStyles).flatMap(([status, style]) => {
    const nodes = steps.filter(([id]) => statuses[id] === status).map(([id]) => nodeOf(id));
    const name = status.replaceAll('-', '_');
    return nodes.length === 0 ? [] : [`  classDef ${name} ${style}`, `  class ${nodes.join(',')} ${name}`];
  });
}
