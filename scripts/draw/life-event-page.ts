import type { Catalogue, Version } from '../../notation/catalogue.ts';
import type { CompiledStep } from '../../notation/compiled-route.ts';
import { inWords } from '../../notation/condition-in-words.ts';
import { diagram } from '../../notation/diagram.ts';
import { table, writtenBy } from './markdown.ts';

/** A life event as a page: every version with its law, its diagram and a table of its steps, newest first. */
export function lifeEventPage(catalogue: Catalogue, id: string): string {
  const versions = catalogue.lifeEvents[id]?.toReversed() ?? [];
  const title = versions[0]?.definition.title ?? id;
  return [
    `# ${title} (\`${id}\`)`,
    writtenBy,
    ...versions.map((version) => section(catalogue, version)),
  ].join('\n\n');
}

function section(catalogue: Catalogue, { definition, compiled }: Version): string {
  const { from, by = 'receipt' } = definition.inForce;
  const chosen = by === 'receipt' ? 'the day it is reported' : `\`${by}\``;
  const steps = Object.entries(compiled.steps);
  return [
    `## In force from ${from}`,
    `Chosen by ${chosen}. Law: ${definition.law.join('; ')}.`,
    `\`\`\`mermaid\n${diagram(compiled)}\`\`\``,
    table(
      ['step', 'what', 'agency', 'how', 'starts after', 'only if', 'term', 'source'],
      steps.map(([step, of]) => row(catalogue, step, of)),
    ),
  ].join('\n\n');
}

function row({ agencies, services }: Catalogue, id: string, step: CompiledStep): string[] {
  return [
    `\`${id}\``,
    step.title,
    agencies[step.agency]?.name ?? step.agency,
    how(step),
    step.needs.map((need) => `\`${need}\``).join(', '),
    step.when === null ? '' : inWords(step.when),
    term(step),
    services[step.service]?.source ?? '',
  ];
}

const kinds = {
  call: 'the agency acts',
  task: 'a person answers',
  proof: 'a register shows it',
  rule: 'a dated rule decides',
} as const;
const times = { 'at-once': 'at once', later: 'later', polled: 'when asked again' } as const;

function how({ kind, answers, essential, undo, repeat, by }: CompiledStep): string {
  return [
    kind === 'call' ? `${kinds.call}, ${times[answers]}` : kinds[kind],
    ...(by === null ? [] : [`turn of: ${by}`]),
    ...(kind === 'call' && repeat !== 'safe' ? [`repeat: ${repeat}`] : []),
    ...(essential ? ['essential'] : []),
    ...(undo === null ? [] : [`undo: ${undo.service}`]),
  ].join('; ');
}

function term({ within, after, since, late }: CompiledStep): string {
  const from = since === null ? '' : ` from ${since}`;
  const wait =
    after === null ? [] : ['date' in after ? `not before ${after.date}` : `not before ${after.term}${from}`];
  const end = typeof late === 'string' ? late : `granted (${late.granted.law})`;
  return [...wait, ...(within === null ? [] : [`${within}${from}, then ${end}`])].join('; ');
}
